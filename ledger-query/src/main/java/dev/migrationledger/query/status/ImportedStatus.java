package dev.migrationledger.query.status;

import static dev.migrationledger.query.status.MigrationRows.flag;
import static dev.migrationledger.query.status.MigrationRows.note;
import static dev.migrationledger.query.status.StatusChange.become;

import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What becomes of a row of {@code schema_migrations} by a row of another tool's history. */
final class ImportedStatus {

  private static final String IMPORTED = "imported";

  private ImportedStatus() {}

  static void take(MigrationRows rows, StoredEvent stored, HistoryImported e) {
    for (var told : e.rows()) {
      told.tied()
          .flatMap(version -> rows.known(e.target(), version))
          .ifPresent(row -> take(row, stored, e, told));
    }
  }

  /** As the domain has it: what the ledger saw itself stays as it is. */
  private static void take(Row row, StoredEvent stored, HistoryImported e, ImportedRow told) {
    var before = MigrationRows.status(row);
    var mayTake =
        before != MigrationStatus.RETIRED
            && (before.mayRun() || row.texts(SchemaMigrations.FLAGS).contains(IMPORTED));
    if (!mayTake || told.state() == ImportedRow.State.REPEATABLE) {
      return;
    }
    become(row, stored, status(told.state(), before), stored.origin().actor().principal());
    flag(row, IMPORTED, true);
    appliedAt(told)
        .ifPresentOrElse(
            at -> row.set(SchemaMigrations.APPLIED_AT, at),
            () -> row.clear(SchemaMigrations.APPLIED_AT));
    if (told.durationMs() >= 0) {
      row.set(SchemaMigrations.EXECUTION_TIME_MS, told.durationMs());
    }
    row.set(
        SchemaMigrations.ERROR_MESSAGE,
        told.state() == ImportedRow.State.FAILED
            ? e.tool() + " says that it failed; what it left behind is not known"
            : "");
    note(
        row,
        IMPORTED,
        Map.of(
            "tool", e.tool(),
            "table", e.table(),
            "applied_at", told.appliedAt(),
            "applied_by", told.appliedBy(),
            "checksum", told.checksum(),
            "agreement", Words.of(told.agreement()),
            "implied", told.implied()));
  }

  private static MigrationStatus status(ImportedRow.State state, MigrationStatus before) {
    return switch (state) {
      case APPLIED -> MigrationStatus.APPLIED;
      case BASELINED -> MigrationStatus.BASELINED;
      case FAILED -> MigrationStatus.UNKNOWN;
      case ROLLED_BACK -> MigrationStatus.ROLLED_BACK;
      case REPEATABLE -> before;
    };
  }

  /** Where the tool stores no zone, its time is read as UTC; the text as stored is noted beside. */
  private static Optional<Instant> appliedAt(ImportedRow told) {
    if (told.appliedAt().isEmpty() || told.state() == ImportedRow.State.BASELINED) {
      return Optional.empty();
    }
    try {
      var text = told.appliedAt();
      return Optional.of(Instant.parse(text.endsWith("Z") ? text : text + "Z"));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
