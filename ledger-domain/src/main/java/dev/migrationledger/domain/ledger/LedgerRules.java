package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.CompleteRepair;
import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.DisownReceipt;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.ImportHistory;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.PlanRepair;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordExport;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.RefuseRollback;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.SettleDrift;
import dev.migrationledger.domain.command.SettleRestore;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.command.StopCapture;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import java.util.List;

/**
 * What a command means for a target in a given state. Pure: the same command on the same state
 * gives the same events. A command that was already carried out gives no event, so a retry is
 * harmless.
 */
public final class LedgerRules {

  private LedgerRules() {}

  /**
   * Decides.
   *
   * @return what happened, in order; empty when there is nothing new to record
   * @throws LedgerRefusal when recording it would make the history untrue; nothing is recorded then
   */
  public static List<LedgerEvent> decide(LedgerState state, LedgerCommand command) {
    if (!(command instanceof RegisterTarget) && !state.isRegistered()) {
      throw new LedgerRefusal.UnknownTarget(command.target());
    }
    return switch (command) {
      case RegisterTarget c -> register(state, c);
      case DiscoverMigrations c -> ScriptRules.discover(state, c);
      case ObserveEdits c -> ScriptRules.observeEdits(state, c);
      case RefuseRun c -> RunRules.refuse(state, c);
      case StartRun c -> RunRules.start(state, c);
      case RecordApplied c -> RunRules.applied(state, c);
      case RecordFailed c -> RunRules.failed(state, c);
      case FinishRun c -> RunRules.finish(state, c);
      case RefuseRollback c -> RollbackRules.refuse(c);
      case StartRollback c -> RollbackRules.start(state, c);
      case RecordRolledBack c -> RollbackRules.rolledBack(state, c);
      case RecordRollbackFailed c -> RollbackRules.failed(state, c);
      case AcknowledgeEdit c -> acknowledge(state, c);
      case RetireMigration c -> retire(state, c);
      case EstablishBaseline c -> RecoveryRules.baseline(state, c);
      case ImportHistory c -> ImportRules.take(state, c);
      case PlanRecovery c -> RecoveryRules.plan(state, c);
      case CompleteRecovery c -> RecoveryRules.complete(state, c);
      case StartCapture c -> CaptureRules.start(state, c);
      case StopCapture c -> CaptureRules.stop(state, c);
      case ObserveDdl c -> CaptureRules.observe(state, c);
      case PlanRepair c -> RestoreRules.plan(state, c);
      case CompleteRepair c -> RestoreRules.complete(state, c);
      case DisownReceipt c -> RestoreRules.disown(state, c);
      case SettleRestore c -> RestoreRules.settle(state, c);
      case RecordSchema c -> SchemaRules.record(state, c);
      case ObserveDrift c -> SchemaRules.observe(state, c);
      case SettleDrift c -> SchemaRules.settle(state, c);
      case ApproveMigration c -> ApprovalRules.approve(state, c);
      case WithdrawApproval c -> ApprovalRules.withdraw(state, c);
      case ReviewException c -> ApprovalRules.review(state, c);
      case RecordExport c -> List.of(exported(c));
    };
  }

  private static LogExported exported(RecordExport c) {
    return new LogExported(c.target(), c.what(), c.period(), c.asOf(), c.format(), c.digest());
  }

  static MigrationState known(LedgerState state, Version version) {
    return state
        .migration(version)
        .orElseThrow(() -> new LedgerRefusal.UnknownMigration(version, state.target()));
  }

  static void requireReason(String reason, String action) {
    if (reason.isBlank()) {
      throw new LedgerRefusal.ReasonRequired(action);
    }
  }

  private static List<LedgerEvent> register(LedgerState state, RegisterTarget c) {
    if (!state.isRegistered()) {
      return List.of(
          new TargetRegistered(c.target(), c.environment(), c.systemIdentifier(), c.database()));
    }
    if (!state.systemIdentifier().equals(c.systemIdentifier())
        || !state.database().equals(c.database())) {
      throw new LedgerRefusal.TargetMismatch(
          c.target(),
          place(state.database(), state.systemIdentifier()),
          place(c.database(), c.systemIdentifier()));
    }
    return List.of();
  }

  private static String place(String database, String systemIdentifier) {
    return "database \"" + database + "\" of cluster " + systemIdentifier;
  }

  private static List<LedgerEvent> acknowledge(LedgerState state, AcknowledgeEdit c) {
    requireReason(c.reason(), "acknowledge an edit");
    var migration = known(state, c.version());
    if (!migration.edited()) {
      throw new LedgerRefusal.NothingToAcknowledge(
          c.version(), "the file is the one that ran, or it has not run");
    }
    if (!migration.sight().checksum().equals(c.checksum())) {
      throw new LedgerRefusal.NothingToAcknowledge(
          c.version(),
          "the file last seen has checksum "
              + migration.sight().checksum().brief()
              + ", not "
              + c.checksum().brief());
    }
    if (!migration.editOpen()) {
      return List.of();
    }
    return List.of(
        new EditAcknowledged(
            c.target(), c.version(), c.checksum(), c.reason().strip(), c.approvedBy().strip()));
  }

  private static List<LedgerEvent> retire(LedgerState state, RetireMigration c) {
    requireReason(c.reason(), "retire a migration");
    var migration = known(state, c.version());
    if (state.run().awaits(c.version())) {
      throw new LedgerRefusal.RunInProgress(c.target(), state.run().id());
    }
    return switch (migration.status()) {
      case RETIRED -> List.of();
      case APPLIED, BASELINED -> throw new LedgerRefusal.AlreadyDone(c.version(), "retired");
      case UNKNOWN -> throw new LedgerRefusal.NeedsRecovery(c.version());
      case PENDING, REJECTED, RUNNING, FAILED, ROLLED_BACK ->
          List.of(retired(c, migration.status()));
    };
  }

  private static MigrationRetired retired(RetireMigration c, MigrationStatus status) {
    return new MigrationRetired(
        c.target(),
        c.version(),
        c.file(),
        c.reason().strip(),
        status,
        c.renamedByHand(),
        c.changes());
  }
}
