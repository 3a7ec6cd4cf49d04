package dev.migrationledger.domain.command;

/** Something a runner or a person asks the ledger to record. */
public sealed interface LedgerCommand
    permits RegisterTarget,
        DiscoverMigrations,
        ObserveEdits,
        RefuseRun,
        StartRun,
        RecordApplied,
        RecordFailed,
        FinishRun,
        RefuseRollback,
        StartRollback,
        RecordRolledBack,
        RecordRollbackFailed,
        AcknowledgeEdit,
        RetireMigration,
        EstablishBaseline,
        ImportHistory,
        PlanRecovery,
        CompleteRecovery,
        StartCapture,
        StopCapture,
        ObserveDdl,
        PlanRepair,
        CompleteRepair,
        DisownReceipt,
        SettleRestore,
        RecordSchema,
        ObserveDrift,
        SettleDrift,
        RecordExport,
        ApproveMigration,
        WithdrawApproval,
        ReviewException {

  /** The target it is for: the aggregate's identity. */
  String target();
}
