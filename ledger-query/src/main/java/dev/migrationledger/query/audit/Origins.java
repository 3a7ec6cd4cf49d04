package dev.migrationledger.query.audit;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where events came from: actor, pipeline and program. Read from the log itself, for few questions
 * ask for it and it is as long as all the rest that {@code audit_trail} tells of an event. Whether
 * the log says what was recorded is for a verification to tell.
 */
public final class Origins {

  private static final EventLog LOG = new EventLog(new EventCodec());

  private final Map<Long, Map<String, Object>> byIndex = new LinkedHashMap<>();

  private Origins() {}

  /** The origins of these rows' events. */
  public static Origins of(Connection c, Collection<Row> events) {
    var origins = new Origins();
    for (var stored : LOG.readAll(c, events.stream().map(Origins::index).toList())) {
      var text = AnswerJson.compact(stored.origin());
      origins.byIndex.put(stored.index(), AnswerJson.object(text));
    }
    return origins;
  }

  /** The origin of one of them, as an answer shows it. */
  public Map<String, Object> of(Row event) {
    return byIndex.getOrDefault(index(event), Map.of());
  }

  /** The same, as a part of a sentence. */
  public String told(Row event) {
    var origin = of(event);
    var actor = object(origin, "actor");
    var ci = object(origin, "ci");
    var host =
        "from %s (OS user %s, database user %s)"
            .formatted(word(actor, "host"), word(actor, "os_user"), word(actor, "database_user"));
    return String.valueOf(ci.getOrDefault("system", "")).isEmpty()
        ? host
        : host + " in %s job %s run %s".formatted(ci.get("system"), ci.get("job"), ci.get("run"));
  }

  private static long index(Row event) {
    return event.number(AuditTrail.INDEX).orElseThrow();
  }

  private static String word(Map<String, Object> object, String name) {
    var value = String.valueOf(object.getOrDefault(name, ""));
    return value.isEmpty() ? "unknown" : value;
  }

  private static Map<String, Object> object(Map<String, Object> parent, String name) {
    var members = new LinkedHashMap<String, Object>();
    if (parent.get(name) instanceof Map<?, ?> child) {
      child.forEach((k, v) -> members.put(String.valueOf(k), v));
    }
    return members;
  }
}
