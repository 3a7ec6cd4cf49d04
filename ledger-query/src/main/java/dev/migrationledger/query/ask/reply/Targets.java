package dev.migrationledger.query.ask.reply;

import static java.util.stream.Collectors.toSet;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditNames;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is asked of all targets at once. */
public final class Targets {

  private static final int NAMED = 12;

  private Targets() {}

  public static Reply all(Place place) {
    var rows = AuditNames.registrations(place.connection());
    var names = rows.stream().map(r -> r.text(AuditTrail.TARGET)).toList();
    return Reply.part(
        rows.isEmpty()
            ? "The ledger knows no target yet."
            : "The ledger knows %s: %s.".formatted(Reply.count(rows.size(), "target"), some(names)),
        Slice.of(place.portion(), rows, Targets::registered),
        place.portion().of(rows).stream().map(AuditQueries::evidence));
  }

  private static Map<String, Object> registered(Row row) {
    return Reply.row(
        "target", row.text(AuditTrail.TARGET),
        "registered_by", row.text(AuditTrail.ACTOR),
        "registered_at", Moment.of(row, AuditTrail.RECORDED_AT));
  }

  /** Which targets have which bytes of one migration. */
  public static Reply bytes(Place place, String version) {
    long number = Long.parseLong(version);
    var rows = StatusQueries.everywhere(place.connection(), number);
    if (rows.isEmpty()) {
      return Reply.of("The ledger knows no migration %s on any target.".formatted(version));
    }
    var shown =
        place.portion().of(rows).stream()
            .map(r -> r.text(SchemaMigrations.TARGET))
            .collect(toSet());
    var groups = new LinkedHashMap<String, List<String>>();
    for (var row : rows) {
      groups
          .computeIfAbsent(having(row), h -> new ArrayList<>())
          .add(row.text(SchemaMigrations.TARGET));
    }
    var told =
        groups.entrySet().stream()
            .map(g -> "%s: %s".formatted(g.getKey(), some(g.getValue())))
            .collect(Collectors.joining("; "));
    return Reply.part(
        "%s is known to %s: %s.".formatted(version, Reply.count(rows.size(), "target"), told),
        Slice.of(place.portion(), rows, Targets::row),
        AuditQueries.lastOfNumber(place.connection(), number, shown).stream()
            .map(AuditQueries::evidence));
  }

  private static String having(Row row) {
    return "%s with checksum %s"
        .formatted(
            row.text(SchemaMigrations.STATUS), Words.brief(row.text(SchemaMigrations.CHECKSUM)));
  }

  private static String some(List<String> all) {
    var first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? first + " and %d more".formatted(all.size() - NAMED) : first;
  }

  private static Map<String, Object> row(Row row) {
    return Reply.row(
        "target", row.text(SchemaMigrations.TARGET),
        "version", row.text(SchemaMigrations.VERSION),
        "file", row.text(SchemaMigrations.FILENAME),
        "state", row.text(SchemaMigrations.STATUS),
        "checksum", row.text(SchemaMigrations.CHECKSUM),
        "checksum_now", row.text(SchemaMigrations.CHECKSUM_NOW),
        "applied_at", Moment.of(row, SchemaMigrations.APPLIED_AT),
        "actor", row.text(SchemaMigrations.ACTOR));
  }
}
