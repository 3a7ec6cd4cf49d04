package dev.migrationledger.query.ask;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.status.SchemaMigrations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the trail of events says: who ran, who decided, what happened when. */
final class Trail {

  private Trail() {}

  static Reply whoRan(Place place, Row migration) {
    var file = migration.text(SchemaMigrations.FILENAME);
    var events = of(place, migration.number(SchemaMigrations.NUMBER).orElseThrow());
    var ran = having(events, "MigrationApplied", "MigrationFailed");
    if (ran.isEmpty()) {
      return new Reply(
          "%s has not run on %s: it is %s."
              .formatted(file, place.target(), migration.text(SchemaMigrations.STATUS)),
          List.of(States.row(migration, "")),
          events.stream().map(AuditQueries::evidence).toList());
    }
    var told =
        ran.stream()
            .map(r ->
                "%s %s %s on %s at %s %s with checksum %s"
                    .formatted(
                        r.text(AuditTrail.ACTOR),
                        r.text(AuditTrail.EVENT).equals("MigrationApplied")
                            ? "applied"
                            : "tried and failed",
                        r.text(AuditTrail.FILENAME),
                        place.target(),
                        time(r),
                        from(r),
                        Words.brief(r.text(AuditTrail.CHECKSUM))))
            .collect(Collectors.joining("; "));
    return new Reply(
        told + ".",
        ran.stream().map(Trail::rowWithOrigin).toList(),
        ran.stream().map(AuditQueries::evidence).toList());
  }

  private static List<Row> of(Place place, long number) {
    return AuditQueries.rows(
        place.connection(), place.target(), HistoryFilter.ofVersion(Long.toString(number)));
  }

  static String from(Row row) {
    var origin = AnswerJson.object(row.text(AuditTrail.ORIGIN));
    var actor = object(origin, "actor");
    var ci = object(origin, "ci");
    var host =
        "from %s (OS user %s, database user %s)"
            .formatted(word(actor, "host"), word(actor, "os_user"), word(actor, "database_user"));
    return String.valueOf(ci.getOrDefault("system", "")).isEmpty()
        ? host
        : host + " in %s job %s run %s".formatted(ci.get("system"), ci.get("job"), ci.get("run"));
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

  static Reply decisions(Place place, Parsed parsed) {
    var wanted = new ArrayList<String>();
    when(wanted, parsed.has(Concept.ACKNOWLEDGE), "EditAcknowledged");
    when(wanted, parsed.has(Concept.RETIRE), "MigrationRetired");
    when(wanted, parsed.has(Concept.BASELINE), "BaselineEstablished");
    when(wanted, parsed.has(Concept.FORCE), "RuleOverridden");
    var events =
        AuditQueries.events(place.connection(), place.target(), wanted.toArray(String[]::new))
            .stream()
            .filter(r -> parsed.versions().isEmpty() || concerns(r, parsed.versions()))
            .toList();
    var kinds =
        wanted.stream()
            .map(w ->
                switch (w) {
                  case "EditAcknowledged" -> "acknowledged an edit";
                  case "MigrationRetired" -> "retired a migration";
                  case "BaselineEstablished" -> "established a baseline";
                  default -> "set a rule aside";
                })
            .collect(Collectors.joining(" or "));
    var about = parsed.versions().isEmpty() ? "" : " for " + String.join(", ", parsed.versions());
    return told(
        events,
        events.isEmpty() ? "Nobody %s%s on %s.".formatted(kinds, about, place.target()) : "");
  }

  static Reply imported(Place place) {
    var events = AuditQueries.events(place.connection(), place.target(), "HistoryImported");
    return told(
        events, events.isEmpty() ? "No history was imported on %s.".formatted(place.target()) : "");
  }

  private static void when(List<String> wanted, boolean is, String event) {
    if (is) {
      wanted.add(event);
    }
  }

  static boolean concerns(Row row, List<String> versions) {
    return versions.stream()
        .map(v -> Long.toString(Long.parseLong(v)))
        .anyMatch(n ->
            n.equals(row.text(AuditTrail.NUMBER)) || row.texts(AuditTrail.COVERED).contains(n));
  }

  /** What somebody caused, without the full stop. */
  static String caused(Place place, String actor, List<Row> events) {
    return "%s caused %s on %s between %s and %s: %s"
        .formatted(
            actor,
            Reply.count(events.size(), "event"),
            place.target(),
            time(events.getFirst()),
            time(events.getLast()),
            kinds(events));
  }

  static Reply changed(Place place, Parsed parsed) {
    var times = parsed.times().stream().sorted(Comparator.comparing(Span::start)).toList();
    var from = Utc.text(times.getFirst().start());
    var to = times.size() == 1 ? "" : Utc.text(times.getLast().end());
    var events =
        AuditQueries.rows(place.connection(), place.target(), HistoryFilter.between(from, to));
    var span =
        times.size() == 1
            ? "Since " + times.getFirst().written()
            : "Between %s and %s".formatted(times.getFirst().written(), times.getLast().written());
    return told(
        events,
        events.isEmpty()
            ? "%s (UTC) nothing was recorded on %s.".formatted(span, place.target())
            : "%s (UTC) %s on %s: %s."
                .formatted(
                    span, Reply.count(events.size(), "event"), place.target(), kinds(events)));
  }

  static Reply history(Place place, Row migration) {
    var events = of(place, migration.number(SchemaMigrations.NUMBER).orElseThrow());
    return told(
        events,
        "%s is %s on %s after %s: %s"
            .formatted(
                migration.text(SchemaMigrations.FILENAME),
                migration.text(SchemaMigrations.STATUS),
                place.target(),
                Reply.count(events.size(), "event"),
                events.stream()
                        .map(r -> time(r) + ": " + Sentences.plain(r.text(AuditTrail.SENTENCE)))
                        .collect(Collectors.joining("; "))
                    + "."));
  }

  static Reply told(List<Row> events, String sentence) {
    var told =
        sentence.isEmpty()
            ? events.stream()
                    .map(r -> time(r) + ": " + Sentences.plain(r.text(AuditTrail.SENTENCE)))
                    .collect(Collectors.joining("; "))
                + "."
            : sentence;
    return new Reply(
        told,
        events.stream().map(Trail::row).toList(),
        events.stream().map(AuditQueries::evidence).toList());
  }

  private static String kinds(List<Row> events) {
    var counts = new LinkedHashMap<String, Integer>();
    events.forEach(r -> counts.merge(r.text(AuditTrail.EVENT), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  static List<Row> having(List<Row> events, String... names) {
    return events.stream().filter(r -> List.of(names).contains(r.text(AuditTrail.EVENT))).toList();
  }

  static String time(Row row) {
    return row.instant(AuditTrail.RECORDED_AT).map(Utc::sentence).orElse("");
  }

  static Map<String, Object> row(Row row) {
    return Reply.row(
        "index", row.number(AuditTrail.INDEX).orElseThrow(),
        "event", row.text(AuditTrail.EVENT),
        "version", row.text(AuditTrail.VERSION),
        "file", row.text(AuditTrail.FILENAME),
        "run", row.text(AuditTrail.RUN),
        "actor", row.text(AuditTrail.ACTOR),
        "at", Moment.of(row.instant(AuditTrail.RECORDED_AT)),
        "checksum", row.text(AuditTrail.CHECKSUM),
        "reason", row.text(AuditTrail.REASON),
        "approved_by", row.text(AuditTrail.APPROVED_BY),
        "sentence", row.text(AuditTrail.SENTENCE));
  }

  private static Map<String, Object> rowWithOrigin(Row row) {
    var view = row(row);
    view.put("origin", AnswerJson.object(row.text(AuditTrail.ORIGIN)));
    return view;
  }
}
