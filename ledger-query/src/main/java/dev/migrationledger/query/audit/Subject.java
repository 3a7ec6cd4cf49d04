package dev.migrationledger.query.audit;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
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
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackFinished;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaEvent;
import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.query.projection.Words;

/**
 * What an event is about; everything may be empty.
 *
 * @param version the migration
 * @param file its file
 * @param checksum its bytes
 * @param run the run
 * @param reason why
 * @param approvedBy who approved it
 */
record Subject(
    String version, String file, String checksum, String run, String reason, String approvedBy) {

  Subject {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(run, "run");
    requireNonNull(reason, "reason");
    requireNonNull(approvedBy, "approvedBy");
  }

  static Subject of(LedgerEvent event) {
    return switch (event) {
      case TargetRegistered e -> new Subject("", "", "", "", "", "");
      case MigrationDiscovered e ->
          migration(
              e.script().version().text(), e.script().file(), e.script().checksum().hex(), "");
      case MigrationValidated e -> migration(e.version().text(), "", e.checksum().hex(), "");
      case MigrationRejected e -> migration(Words.versionOf(e.file()), e.file(), "", "");
      case MigrationEdited e ->
          migration(e.edit().version().text(), e.edit().file(), e.edit().now().hex(), "");
      case EditAcknowledged e ->
          new Subject(e.version().text(), "", e.checksum().hex(), "", e.reason(), e.approvedBy());
      case MigrationRetired e -> new Subject(e.version().text(), e.file(), "", "", e.reason(), "");
      case RunRefused e -> new Subject("", "", "", e.run(), "", "");
      case RunStarted e -> new Subject("", "", "", e.run(), "", "");
      case RunFinished e -> new Subject("", "", "", e.run(), "", "");
      case MigrationApplied e ->
          migration(e.version().text(), e.file(), e.checksum().hex(), e.run());
      case MigrationFailed e ->
          migration(e.version().text(), e.file(), e.checksum().hex(), e.run());
      case RollbackEvent e -> of(e);
      case RuleOverridden e ->
          new Subject(e.override().version().text(), "", "", e.run(), e.override().reason(), "");
      case BaselineEstablished e -> new Subject(e.version().text(), "", "", "", e.reason(), "");
      case HistoryImported e -> new Subject("", "", "", "", e.reason(), "");
      case RecoveryPlanned e -> new Subject(e.version().text(), "", "", "", e.found(), "");
      case MigrationRecovered e -> new Subject(e.version().text(), "", "", "", e.reason(), "");
      case CaptureStopped e -> new Subject("", "", "", "", e.reason(), "");
      case CaptureStarted _, CaptureChecked _ -> new Subject("", "", "", "", "", "");
      case CaptureGap e -> new Subject("", "", "", "", e.part().detail(), "");
      case DdlObserved e -> migration(e.ddl().migration(), "", "", e.ddl().run());
      case RepairEvent e -> of(e);
      case SchemaEvent e -> of(e);
      case ApprovalEvent e -> of(e);
      case LogExported e -> new Subject("", "", e.digest(), "", "", "");
    };
  }

  private static Subject of(ApprovalEvent event) {
    return switch (event) {
      case MigrationApproved e ->
          new Subject(
              e.version().text(), e.file(), e.checksum().hex(), "", e.reason(), e.approver());
      case ApprovalWithdrawn e ->
          new Subject(e.version().text(), e.file(), e.checksum().hex(), "", e.reason(), "");
      case ExceptionReviewed e ->
          new Subject(e.version().text(), "", "", e.runs().getLast(), e.reason(), "");
    };
  }

  private static Subject of(RepairEvent event) {
    return switch (event) {
      case RepairPlanned e -> new Subject("", "", "", "", e.found(), "");
      case TargetRepaired e -> new Subject("", "", "", "", e.reason(), "");
      case ReceiptTampered e ->
          new Subject(e.version().text(), "", e.inReceipt().hex(), "", e.reason(), "");
      case LedgerRestored e -> new Subject("", "", "", "", e.reason(), "");
    };
  }

  private static Subject of(SchemaEvent event) {
    return switch (event) {
      case SchemaVerified e -> new Subject("", "", e.schema().hash(), e.run(), "", "");
      case SchemaRejected e -> migration(e.version().text(), e.file(), e.checksum().hex(), e.run());
      case DriftDetected e -> new Subject("", e.observed().lastMigration(), "", "", "", "");
      case DriftResolved e -> new Subject("", "", "", "", e.reason(), "");
    };
  }

  private static Subject of(RollbackEvent event) {
    return switch (event) {
      case RollbackRefused e -> new Subject("", "", "", e.run(), e.reason(), "");
      case RollbackStarted e -> new Subject("", "", "", e.run(), e.reason(), "");
      case RollbackFinished e -> new Subject("", "", "", e.run(), "", "");
      case RollbackFailed e -> migration(e.version().text(), e.file(), e.checksum().hex(), e.run());
      case MigrationRolledBack e ->
          new Subject(e.version().text(), e.file(), e.checksum().hex(), e.run(), e.reason(), "");
    };
  }

  private static Subject migration(String version, String file, String checksum, String run) {
    return new Subject(version, file, checksum, run, "", "");
  }
}
