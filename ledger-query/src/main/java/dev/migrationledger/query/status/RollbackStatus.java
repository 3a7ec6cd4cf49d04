package dev.migrationledger.query.status;

import static dev.migrationledger.query.status.MigrationRows.flag;
import static dev.migrationledger.query.status.MigrationRows.note;
import static dev.migrationledger.query.status.StatusChange.become;
import static dev.migrationledger.query.status.StatusChange.touch;

import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.store.log.StoredEvent;
import java.util.Map;
import java.util.function.Consumer;

/** What taking migrations back makes of their rows; until it is done they stay applied. */
final class RollbackStatus {

  private RollbackStatus() {}

  static void take(MigrationRows rows, StoredEvent stored, RollbackEvent event) {
    switch (event) {
      case RollbackRefused _, RollbackFinished _ -> {}
      case RollbackStarted e ->
          e.plan()
              .forEach(p ->
                  change(
                      rows,
                      e.target(),
                      p.version(),
                      row -> {
                        row.set(SchemaMigrations.ROLLBACK_SQL, p.file());
                        touch(row, stored);
                      }));
      case MigrationRolledBack e ->
          change(rows, e.target(), e.version(), row -> takenBack(row, stored, e));
      case RollbackFailed e ->
          change(
              rows,
              e.target(),
              e.version(),
              row -> {
                row.set(SchemaMigrations.RUN, e.run());
                note(row, "rollback_failure", e.failure());
                touch(row, stored);
              });
    }
  }

  private static void takenBack(Row row, StoredEvent stored, MigrationRolledBack e) {
    become(row, stored, MigrationStatus.ROLLED_BACK, stored.origin().actor().principal());
    ApprovalStatus.end(row);
    row.clear(SchemaMigrations.APPLIED_AT);
    row.clear(SchemaMigrations.EXECUTION_TIME_MS);
    row.set(SchemaMigrations.RUN, e.run());
    row.set(SchemaMigrations.ERROR_MESSAGE, "");
    flag(row, "recovered", e.fromReceipt());
    note(
        row,
        "rollback",
        Map.of(
            "file", e.file(),
            "checksum", e.checksum().hex(),
            "schema", e.schema(),
            "reason", e.reason(),
            "execution", e.execution()));
  }

  private static void change(
      MigrationRows rows, String target, Version version, Consumer<Row> step) {
    rows.known(target, version).ifPresent(step);
  }
}
