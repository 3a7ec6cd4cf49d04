package dev.migrationledger.query.run;

import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;

/** Runs that take migrations back, as rows of {@code run}. */
final class RollbackRuns {

  private RollbackRuns() {}

  static void take(Row row, StoredEvent stored, RollbackEvent event) {
    switch (event) {
      case RollbackRefused e ->
          row.set(Runs.OUTCOME, "refused")
              .set(Runs.ROLLED_BACK, 0)
              .set(Runs.REASON, e.reason())
              .set(Runs.FINISHED_AT, stored.recordedAt())
              .set(Runs.FINDINGS, AnswerJson.compact(e.findings()));
      case RollbackStarted e ->
          row.set(Runs.ROLLED_BACK, 0)
              .set(Runs.REASON, e.reason())
              .set(Runs.PLAN, AnswerJson.compact(e.plan()))
              .set(Runs.SETTINGS, AnswerJson.compact(e.settings()));
      case MigrationRolledBack e ->
          row.set(Runs.ROLLED_BACK, row.number(Runs.ROLLED_BACK).orElse(0) + 1);
      case RollbackFailed e ->
          row.set(Runs.FAILED_VERSION, e.version().text())
              .set(Runs.FAILED_FILE, e.file())
              .set(Runs.FAILURE, AnswerJson.compact(e.failure()));
      case RollbackFinished e -> finished(row, stored, e);
    }
  }

  private static void finished(Row row, StoredEvent stored, RollbackFinished e) {
    row.set(Runs.OUTCOME, Words.of(e.outcome()))
        .set(Runs.FINISHED_AT, stored.recordedAt())
        .set(Runs.ROLLED_BACK, e.rolledBack())
        .set(Runs.NOT_TRIED, AnswerJson.compact(e.notTried()));
    if (e.durationMs() > 0) {
      row.set(Runs.DURATION_MS, e.durationMs());
    }
  }
}
