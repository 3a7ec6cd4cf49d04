package dev.migrationledger.query.status;

import static dev.migrationledger.query.status.MigrationRows.flag;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;

/** How a row of {@code schema_migrations} goes from one status to another. */
final class StatusChange {

  private StatusChange() {}

  static void become(Row row, StoredEvent stored, MigrationStatus status, String actor) {
    row.set(SchemaMigrations.STATUS, Words.of(status));
    row.set(SchemaMigrations.RESTING_STATUS, "");
    row.set(SchemaMigrations.ACTOR, actor);
    row.set(SchemaMigrations.CHANGED_AT, stored.recordedAt());
    touch(row, stored);
  }

  static void touch(Row row, StoredEvent stored) {
    row.set(SchemaMigrations.POSITION, stored.index());
    var differs =
        !row.text(SchemaMigrations.CHECKSUM).equals(row.text(SchemaMigrations.CHECKSUM_NOW));
    flag(row, "edited", differs && MigrationRows.status(row).isDone());
  }

  /** Whether it is planned by a run that is open, and what it was before and will be again. */
  static boolean isRunningFrom(Row row, MigrationStatus resting) {
    return MigrationRows.status(row) == MigrationStatus.RUNNING
        && MigrationRows.status(row.text(SchemaMigrations.RESTING_STATUS)) == resting;
  }

  /** What went wrong stays so until other bytes ran, and a plan stays one until its run ends. */
  static void keepFailures(Row row, Row old) {
    row.set(SchemaMigrations.FAILURES, old.text(SchemaMigrations.FAILURES));
    row.set(SchemaMigrations.RECOVERY_ATTEMPTS, old.text(SchemaMigrations.RECOVERY_ATTEMPTS));
    var running = MigrationRows.status(old) == MigrationStatus.RUNNING;
    var column = running ? SchemaMigrations.RESTING_STATUS : SchemaMigrations.STATUS;
    var resting = MigrationRows.status(old.text(column));
    var failed = resting == MigrationStatus.FAILED || resting == MigrationStatus.UNKNOWN;
    if (failed) {
      row.set(SchemaMigrations.ERROR_MESSAGE, old.text(SchemaMigrations.ERROR_MESSAGE));
    }
    if (failed || running) {
      row.set(SchemaMigrations.STATUS, old.text(SchemaMigrations.STATUS));
      row.set(SchemaMigrations.ACTOR, old.text(SchemaMigrations.ACTOR));
      row.set(SchemaMigrations.RUN, old.text(SchemaMigrations.RUN));
    }
    if (running) {
      var rests = failed ? resting : MigrationStatus.PENDING;
      row.set(SchemaMigrations.RESTING_STATUS, Words.of(rests));
    }
  }
}
