package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.Origins;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Row;
import java.util.List;
import java.util.stream.Collectors;

/** What was taken back, by whom and why. */
public final class Rollbacks {

  private Rollbacks() {}

  public static Reply of(Place place, Parsed parsed) {
    var events =
        AuditQueries.events(
                place.connection(),
                AuditTrail.TOLD,
                place.target(),
                "RollbackStarted",
                "MigrationRolledBack",
                "RollbackFailed")
            .stream()
            .filter(r -> parsed.versions().isEmpty() || Trail.concerns(r, parsed.versions()))
            .toList();
    var done = Trail.having(events, "MigrationRolledBack", "RollbackFailed");
    if (done.isEmpty()) {
      return Trail.told(
          place,
          events,
          parsed.versions().isEmpty()
              ? "Nothing was rolled back on %s.".formatted(place.target())
              : "%s was never rolled back on %s."
                  .formatted(String.join(", ", parsed.versions()), place.target()));
    }
    var starters =
        Trail.having(done, "MigrationRolledBack").stream().map(r -> starter(r, events)).toList();
    var origins = Origins.of(place.connection(), starters);
    return Trail.told(
        place,
        events,
        done.stream().map(r -> told(r, events, origins)).collect(Collectors.joining("; ")) + ".");
  }

  /** Who started it, where the outcome was recorded by another who found its receipt. */
  private static Row starter(Row row, List<Row> events) {
    return Trail.having(events, "RollbackStarted").stream()
        .filter(s -> s.text(AuditTrail.RUN).equals(row.text(AuditTrail.RUN)))
        .findFirst()
        .orElse(row);
  }

  private static String told(Row row, List<Row> events, Origins origins) {
    var starter = starter(row, events);
    var who = starter.text(AuditTrail.ACTOR);
    return row.text(AuditTrail.EVENT).equals("MigrationRolledBack")
        ? "%s rolled %s back by %s at %s %s because \"%s\""
            .formatted(
                who,
                row.text(AuditTrail.VERSION),
                row.text(AuditTrail.FILENAME),
                Trail.time(row),
                origins.told(starter),
                Sentences.plain(row.text(AuditTrail.REASON)))
        : "%s tried at %s and did not succeed: %s"
            .formatted(who, Trail.time(row), Sentences.plain(row.text(AuditTrail.SENTENCE)));
  }
}
