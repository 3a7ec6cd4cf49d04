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
        CaptureStarted,
        CaptureStopped,
        CaptureChecked,
        CaptureGap,
        DdlObserved,
        RepairPlanned,
        TargetRepaired,
        ReceiptTampered,
        LedgerRestored,
        SchemaVerified,
        DriftDetected,
        DriftResolved {

  /** The target it happened on: the aggregate's identity. */
  String target();
}
