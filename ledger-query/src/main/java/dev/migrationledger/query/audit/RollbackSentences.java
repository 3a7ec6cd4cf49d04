package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.query.projection.Words;

/** Tells what was taken back, by which down script and why. */
final class RollbackSentences {

  private RollbackSentences() {}

  static String of(String who, RollbackEvent event) {
    return switch (event) {
      case RollbackRefused e ->
          "Rollback %s of %s to %s was refused and executed nothing: %s. Wanted because: %s."
              .formatted(
                  e.run(),
                  who,
                  e.to(),
                  Sentences.findings(e.findings()),
                  Sentences.plain(e.reason()));
      case RollbackStarted e ->
          "%s started to roll back %s in run %s: %s. Reason: %s."
              .formatted(
                  who,
                  Sentences.count(e.plan().size()),
                  e.run(),
                  Sentences.versions(e.plan().stream().map(PlannedRollback::version).toList()),
                  Sentences.plain(e.reason()));
      case MigrationRolledBack e -> rolledBack(who, e);
      case RollbackFailed e ->
          "%s failed in run %s of %s%s: %s. Nothing of it was kept, %s stays applied."
              .formatted(
                  e.file(),
                  e.run(),
                  who,
                  Sentences.place(e.failure()),
                  Sentences.message(e.failure()),
                  e.version());
      case RollbackFinished e -> finished(e);
    };
  }

  private static String rolledBack(String who, MigrationRolledBack e) {
    return "%s rolled %s back by %s in run %s: %s in %d ms, checksum %s%s%s. Reason: %s."
        .formatted(
            who,
            e.version(),
            e.file(),
            e.run(),
            Sentences.statements(e.execution().statements()),
            e.execution().durationMs(),
            e.checksum().brief(),
            e.schema().isEmpty() ? "" : "; the schema is snapshot " + Words.brief(e.schema()),
            e.fromReceipt() ? ", known from its receipt" : "",
            Sentences.plain(e.reason()));
  }

  private static String finished(RollbackFinished e) {
    var left =
        e.notTried().isEmpty()
            ? ""
            : ", %d not tried (%s)"
                .formatted(e.notTried().size(), Sentences.versions(e.notTried()));
    return "Rollback %s %s: %s taken back%s."
        .formatted(e.run(), Words.of(e.outcome()), Sentences.count(e.rolledBack()), left);
  }
}
