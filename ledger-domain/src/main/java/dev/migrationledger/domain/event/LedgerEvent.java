package dev.migrationledger.domain.event;

/** Something that happened to a target or to one of its migrations. */
public sealed interface LedgerEvent
    permits TargetRegistered,
        MigrationDiscovered,
        MigrationValidated,
        MigrationRejected,
        MigrationEdited,
        EditAcknowledged,
        MigrationRetired,
        RunRefused,
        RunStarted,
        MigrationApplied,
        MigrationFailed,
        RunFinished,
        RuleOverridden,
        BaselineEstablished,
        HistoryImported,
        RecoveryPlanned,
        MigrationRecovered,
        RollbackEvent,
        CaptureEvent,
        RepairEvent,
        SchemaEvent,
        LogExported,
        ApprovalEvent {

  /** The target it happened on: the aggregate's identity. */
  String target();
}
