package dev.migrationledger.domain.event;

/** Something about a run that takes migrations back. */
public sealed interface RollbackEvent extends LedgerEvent
    permits RollbackRefused,
        RollbackStarted,
        MigrationRolledBack,
        RollbackFailed,
        RollbackFinished {

  /** The run's id. */
  String run();
}
