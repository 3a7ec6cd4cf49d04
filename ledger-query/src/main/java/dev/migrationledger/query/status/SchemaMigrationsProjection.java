package dev.migrationledger.query.status;

import static dev.migrationledger.query.status.MigrationRows.flag;
import static dev.migrationledger.query.status.MigrationRows.note;
import static dev.migrationledger.query.status.StatusChange.become;
import static dev.migrationledger.query.status.StatusChange.isRunningFrom;
import static dev.migrationledger.query.status.StatusChange.keepFailures;
import static dev.migrationledger.query.status.StatusChange.touch;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaEvent;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Events to rows of {@code schema_migrations}; what a status means is the domain's fold. */
final class SchemaMigrationsProjection implements Projection {

  private final MigrationRows rows;

  SchemaMigrationsProjection(Rows rows) {
    this.rows = new MigrationRows(rows);
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    rows.fetch(batch);
  }

  @Override
  public void on(StoredEvent stored) {
    switch (stored.event()) {
      case TargetRegistered e -> {}
      case MigrationDiscovered e -> discovered(stored, e);
      case MigrationValidated e -> validated(stored, e);
      case MigrationRejected e -> rejected(stored, e);
      case MigrationEdited e -> edited(stored, e);
      case EditAcknowledged e -> {}
      case MigrationRetired e -> retired(stored, e);
      case RunRefused e -> refused(stored, e);
      case RunStarted e -> started(stored, e);
      case MigrationApplied e -> applied(stored, e);
      case MigrationFailed e -> failed(stored, e);
      case RunFinished e -> finished(stored, e);
      case RuleOverridden e -> ApprovalStatus.take(rows, stored, e);
      case ApprovalEvent e -> ApprovalStatus.take(rows, stored, e);
      case SchemaEvent _, LogExported _ -> {}
      case BaselineEstablished e -> baselined(stored, e);
      case HistoryImported e -> ImportedStatus.take(rows, stored, e);
      case RecoveryPlanned e -> recoveryPlanned(stored, e);
      case MigrationRecovered e -> recovered(stored, e);
      case RollbackEvent e -> RollbackStatus.take(rows, stored, e);
      case CaptureEvent e -> {}
      case RepairPlanned _, TargetRepaired _, ReceiptTampered _ -> {}
      case LedgerRestored e -> RestoredStatus.take(rows, stored, e);
    }
  }

  private void discovered(StoredEvent stored, MigrationDiscovered e) {
    var script = e.script();
    var before = rows.known(e.target(), script.version());
    var row = rows.discover(e.target(), script.version(), script.file());
    row.set(SchemaMigrations.CHECKSUM, script.checksum().hex());
    row.set(SchemaMigrations.CHECKSUM_NOW, script.checksum().hex());
    row.set(SchemaMigrations.AUTHOR, script.author().authorInGit());
    become(row, stored, MigrationStatus.PENDING, "");
    before.ifPresent(old -> keepFailures(row, old));
    before.ifPresent(old -> ApprovalStatus.keep(row, old));
    note(
        row,
        "script",
        Map.of(
            "author", script.author().signature(),
            "commit", script.author().commit(),
            "bytes", script.bytes(),
            "environments", script.environments(),
            "transactional", script.transactional()));
  }

  private void validated(StoredEvent stored, MigrationValidated e) {
    change(
        e.target(),
        e.version(),
        row -> {
          if (MigrationRows.status(row) == MigrationStatus.REJECTED) {
            become(row, stored, MigrationStatus.PENDING, "");
            row.set(SchemaMigrations.ERROR_MESSAGE, "");
          } else if (isRunningFrom(row, MigrationStatus.REJECTED)) {
            row.set(SchemaMigrations.RESTING_STATUS, Words.of(MigrationStatus.PENDING));
            row.set(SchemaMigrations.ERROR_MESSAGE, "");
            touch(row, stored);
          }
        });
  }

  private void rejected(StoredEvent stored, MigrationRejected e) {
    var row = rows.file(e.target(), e.file()).orElseGet(() -> rows.refuse(e.target(), e.file()));
    var known = row.flag(SchemaMigrations.KNOWN);
    if (known && isRunningFrom(row, MigrationStatus.PENDING)) {
      row.set(SchemaMigrations.RESTING_STATUS, Words.of(MigrationStatus.REJECTED));
      touch(row, stored);
    } else if (!known || isWaiting(MigrationRows.status(row))) {
      become(row, stored, MigrationStatus.REJECTED, stored.origin().actor().principal());
    } else {
      return;
    }
    flag(row, "missing", false);
    row.set(
        SchemaMigrations.ERROR_MESSAGE,
        e.findings().stream()
            .map(f -> f.code() + " " + f.message())
            .collect(Collectors.joining("\n")));
    note(row, "findings", e.findings());
  }

  private static boolean isWaiting(MigrationStatus status) {
    return status == MigrationStatus.PENDING || status == MigrationStatus.REJECTED;
  }

  private void edited(StoredEvent stored, MigrationEdited e) {
    change(
        e.target(),
        e.edit().version(),
        old -> {
          var row = rows.rename(old, e.edit().file());
          row.set(SchemaMigrations.CHECKSUM_NOW, e.edit().now().hex());
          flag(row, "cosmetic", e.edit().saysTheSame());
          touch(row, stored);
        });
  }

  private void retired(StoredEvent stored, MigrationRetired e) {
    change(
        e.target(),
        e.version(),
        row -> {
          become(row, stored, MigrationStatus.RETIRED, stored.origin().actor().principal());
          note(row, "reason", e.reason());
          note(row, "state_when_retired", Words.of(e.stateWhenRetired()));
        });
  }

  /** A refused file that a later check of the whole folder does not name is no longer there. */
  private void refused(StoredEvent stored, RunRefused e) {
    var named = e.findings().stream().filter(Finding::blocks).map(Finding::file).toList();
    for (var row : rows.refused(e.target())) {
      missing(row, stored, !named.contains(row.text(SchemaMigrations.FILENAME)));
    }
  }

  private void started(StoredEvent stored, RunStarted e) {
    rows.refused(e.target()).forEach(row -> missing(row, stored, true));
    for (var planned : e.plan()) {
      change(
          e.target(),
          planned.version(),
          row -> {
            var resting = row.text(SchemaMigrations.STATUS);
            become(row, stored, MigrationStatus.RUNNING, stored.origin().actor().principal());
            row.set(SchemaMigrations.RESTING_STATUS, resting);
            row.set(SchemaMigrations.RUN, e.run());
          });
    }
  }

  private static void missing(Row row, StoredEvent stored, boolean missing) {
    if (row.texts(SchemaMigrations.FLAGS).contains("missing") != missing) {
      flag(row, "missing", missing);
      touch(row, stored);
    }
  }

  private void applied(StoredEvent stored, MigrationApplied e) {
    change(
        e.target(),
        e.version(),
        row -> {
          become(row, stored, MigrationStatus.APPLIED, stored.origin().actor().principal());
          row.set(SchemaMigrations.APPLIED_AT, e.execution().endedAt());
          row.set(SchemaMigrations.EXECUTION_TIME_MS, e.execution().durationMs());
          row.set(SchemaMigrations.RUN, e.run());
          row.set(SchemaMigrations.ERROR_MESSAGE, "");
          flag(row, "imported", false);
          flag(row, "out-of-order", e.outOfOrder());
          flag(row, "recovered", e.fromReceipt());
          note(row, "execution", e.execution());
        });
  }

  private void failed(StoredEvent stored, MigrationFailed e) {
    var status =
        e.failure().kind() == Failure.Kind.HALF_DONE
            ? MigrationStatus.UNKNOWN
            : MigrationStatus.FAILED;
    change(
        e.target(),
        e.version(),
        row -> {
          become(row, stored, status, stored.origin().actor().principal());
          row.set(SchemaMigrations.EXECUTION_TIME_MS, e.durationMs());
          row.set(SchemaMigrations.RUN, e.run());
          flag(row, "imported", false);
          row.set(SchemaMigrations.FAILURES, row.number(SchemaMigrations.FAILURES).orElse(0) + 1);
          row.set(
              SchemaMigrations.ERROR_MESSAGE,
              (e.failure().sqlState() + " " + e.failure().message()).strip());
          note(row, "failure", e.failure());
        });
  }

  private void finished(StoredEvent stored, RunFinished e) {
    for (var version : e.notTried()) {
      change(
          e.target(),
          version,
          row -> {
            if (MigrationRows.status(row) == MigrationStatus.RUNNING) {
              var resting = MigrationRows.status(row.text(SchemaMigrations.RESTING_STATUS));
              become(row, stored, resting, "");
            }
          });
    }
  }

  private void baselined(StoredEvent stored, BaselineEstablished e) {
    for (var version : e.covered()) {
      change(
          e.target(),
          version,
          row -> {
            become(row, stored, MigrationStatus.BASELINED, stored.origin().actor().principal());
            row.set(SchemaMigrations.ERROR_MESSAGE, "");
            note(row, "reason", e.reason());
          });
    }
  }

  private void recoveryPlanned(StoredEvent stored, RecoveryPlanned e) {
    change(
        e.target(),
        e.version(),
        row -> {
          row.set(
              SchemaMigrations.RECOVERY_ATTEMPTS,
              row.number(SchemaMigrations.RECOVERY_ATTEMPTS).orElse(0) + 1);
          touch(row, stored);
        });
  }

  private void recovered(StoredEvent stored, MigrationRecovered e) {
    change(
        e.target(),
        e.version(),
        row -> {
          become(row, stored, e.status(), stored.origin().actor().principal());
          flag(row, "recovered", true);
          flag(row, "imported", false);
          row.set(SchemaMigrations.ERROR_MESSAGE, "");
          note(row, "recovery", Map.of("done", e.done(), "proof", e.proof(), "reason", e.reason()));
        });
  }

  private void change(String target, Version version, Consumer<Row> step) {
    rows.known(target, version).ifPresent(step);
  }
}
