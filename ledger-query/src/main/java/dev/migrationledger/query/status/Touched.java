package dev.migrationledger.query.status;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RepairEvent;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaEvent;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import java.util.stream.Stream;

/** Which migrations an event is about. */
final class Touched {

  private Touched() {}

  /** The numbers an event changes rows of. */
  static List<Version> versions(LedgerEvent event) {
    return switch (event) {
      case MigrationDiscovered e -> List.of(e.script().version());
      case MigrationValidated e -> List.of(e.version());
      case MigrationEdited e -> List.of(e.edit().version());
      case EditAcknowledged e -> List.of(e.version());
      case MigrationRetired e -> List.of(e.version());
      case MigrationApplied e -> List.of(e.version());
      case MigrationFailed e -> List.of(e.version());
      case MigrationRecovered e -> List.of(e.version());
      case RecoveryPlanned e -> List.of(e.version());
      case ReceiptTampered e -> List.of(e.version());
      case LedgerRestored e ->
          Stream.concat(
                  e.taken().stream().map(PlannedMigration::version),
                  Stream.concat(e.undone().stream(), e.kept().stream()))
              .toList();
      case BaselineEstablished e -> e.covered();
      case HistoryImported e -> e.rows().stream().flatMap(r -> r.tied().stream()).toList();
      case RunStarted e -> e.plan().stream().map(PlannedMigration::version).toList();
      case RunFinished e -> e.notTried();
      case MigrationRolledBack e -> List.of(e.version());
      case RollbackFailed e -> List.of(e.version());
      case RollbackStarted e -> e.plan().stream().map(PlannedRollback::version).toList();
      case RollbackEvent e -> List.of();
      case TargetRegistered e -> List.of();
      case MigrationRejected e -> List.of();
      case RunRefused e -> List.of();
      case RepairEvent e -> List.of();
      case RuleOverridden e -> List.of(e.override().version());
      case ApprovalEvent e -> List.of(judged(e));
      case CaptureEvent e -> List.of();
      case SchemaEvent _, LogExported _ -> List.of();
    };
  }

  private static Version judged(ApprovalEvent event) {
    return switch (event) {
      case MigrationApproved e -> e.version();
      case ApprovalWithdrawn e -> e.version();
      case ExceptionReviewed e -> e.version();
    };
  }

  /** The files an event changes rows of, beside those of its numbers. */
  static List<String> files(LedgerEvent event) {
    return switch (event) {
      case MigrationRejected e -> List.of(e.file());
      case MigrationDiscovered e -> List.of(e.script().file());
      case MigrationEdited e -> List.of(e.edit().file());
      case RunStarted e -> e.plan().stream().map(PlannedMigration::file).toList();
      case TargetRegistered e -> List.of();
      case MigrationValidated e -> List.of();
      case EditAcknowledged e -> List.of();
      case MigrationRetired e -> List.of();
      case RunRefused e -> List.of();
      case MigrationApplied e -> List.of();
      case MigrationFailed e -> List.of();
      case RunFinished e -> List.of();
      case RuleOverridden _, ApprovalEvent _ -> List.of();
      case SchemaEvent _, LogExported _ -> List.of();
      case BaselineEstablished e -> List.of();
      case HistoryImported e -> List.of();
      case RecoveryPlanned e -> List.of();
      case MigrationRecovered e -> List.of();
      case RollbackEvent e -> List.of();
      case CaptureEvent e -> List.of();
      case RepairEvent e -> List.of();
    };
  }
}
