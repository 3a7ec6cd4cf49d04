package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.run.Failure;
import java.util.Locale;

/** Says in a line what was found out about an earlier run. */
final class Sentences {

  private Sentences() {}

  static String of(LedgerEvent event) {
    return switch (event) {
      case MigrationApplied e ->
          e.file() + " had been applied by run " + e.run() + ": its receipt is in the target";
      case MigrationFailed e when e.failure().kind() == Failure.Kind.HALF_DONE ->
          e.file()
              + " was interrupted half-way in run "
              + e.run()
              + ": run \"ledger recover "
              + e.version()
              + "\"";
      case MigrationFailed e ->
          e.file() + " was interrupted in run " + e.run() + " and left nothing behind";
      case MigrationRolledBack e ->
          e.version()
              + " had been rolled back by run "
              + e.run()
              + ": the receipt of "
              + e.file()
              + " is in the target";
      case RollbackFailed e ->
          e.file()
              + " was interrupted in run "
              + e.run()
              + " and left nothing behind: "
              + e.version()
              + " stays applied";
      case RollbackFinished e ->
          "rollback " + e.run() + " is recorded as " + e.outcome().name().toLowerCase(Locale.ROOT);
      case RunFinished e ->
          "run " + e.run() + " is recorded as " + e.outcome().name().toLowerCase(Locale.ROOT);
      default -> event.getClass().getSimpleName();
    };
  }
}
