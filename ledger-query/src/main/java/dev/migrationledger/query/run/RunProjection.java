package dev.migrationledger.query.run;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureEvent;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.LogExported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRejected;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationValidated;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.event.RepairEvent;
import dev.migrationledger.domain.event.RollbackEvent;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunRefused;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.SchemaEvent;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Events to rows of {@code run}. */
final class RunProjection implements Projection {

  private final Rows rows;

  RunProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    var runs = new TreeMap<String, TreeSet<String>>();
    for (var stored : batch) {
      var run = run(stored.event());
      if (!run.isEmpty()) {
        runs.computeIfAbsent(stored.event().target(), t -> new TreeSet<>()).add(run);
      }
    }
    rows.fetch(Runs.RUN, runs);
  }

  private static String run(LedgerEvent event) {
    return switch (event) {
      case RunRefused e -> e.run();
      case RunStarted e -> e.run();
      case MigrationApplied e -> e.run();
      case MigrationFailed e -> e.run();
      case RunFinished e -> e.run();
      case RuleOverridden e -> e.run();
      case RollbackEvent e -> e.run();
      case TargetRegistered e -> "";
      case MigrationDiscovered e -> "";
      case MigrationValidated e -> "";
      case MigrationRejected e -> "";
      case MigrationEdited e -> "";
      case EditAcknowledged e -> "";
      case MigrationRetired e -> "";
      case BaselineEstablished e -> "";
      case HistoryImported e -> "";
      case RecoveryPlanned e -> "";
      case MigrationRecovered e -> "";
      case CaptureEvent e -> "";
      case RepairEvent e -> "";
      case SchemaEvent _, LogExported _, ApprovalEvent _ -> "";
    };
  }

  @Override
  public void on(StoredEvent stored) {
    switch (stored.event()) {
      case RunRefused e -> refused(stored, e);
      case RuleOverridden e -> overridden(stored, e);
      case RunStarted e -> started(stored, e);
      case MigrationApplied e -> {
        var row = of(stored, e.run());
        row.set(Runs.APPLIED, row.number(Runs.APPLIED).orElse(0) + 1);
      }
      case MigrationFailed e -> failed(stored, e);
      case RunFinished e -> finished(stored, e);
      case RollbackEvent e -> RollbackRuns.take(of(stored, e.run()), stored, e);
      case TargetRegistered e -> {}
      case MigrationDiscovered e -> {}
      case MigrationValidated e -> {}
      case MigrationRejected e -> {}
      case MigrationEdited e -> {}
      case EditAcknowledged e -> {}
      case MigrationRetired e -> {}
      case BaselineEstablished e -> {}
      case HistoryImported e -> {}
      case RecoveryPlanned e -> {}
      case MigrationRecovered e -> {}
      case CaptureEvent e -> {}
      case RepairEvent e -> {}
      case SchemaEvent _, LogExported _, ApprovalEvent _ -> {}
    }
  }

  private Row of(StoredEvent stored, String run) {
    var target = stored.event().target();
    var row =
        rows.find(target, run)
            .orElseGet(() ->
                rows.create(target, run)
                    .set(Runs.OUTCOME, "running")
                    .set(Runs.STARTED_AT, stored.recordedAt())
                    .set(Runs.STARTED_INDEX, stored.index())
                    .set(Runs.ACTOR, stored.origin().actor().principal())
                    .set(Runs.ORIGIN, AnswerJson.compact(stored.origin()))
                    .set(Runs.PLAN, "[]")
                    .set(Runs.NOT_TRIED, "[]")
                    .set(Runs.FINDINGS, "[]")
                    .set(Runs.OVERRIDES, "[]")
                    .set(Runs.APPLIED, 0));
    return row.set(Runs.POSITION, stored.index());
  }

  private void refused(StoredEvent stored, RunRefused e) {
    of(stored, e.run())
        .set(Runs.OUTCOME, "refused")
        .set(Runs.FINISHED_AT, stored.recordedAt())
        .set(Runs.FINDINGS, AnswerJson.compact(e.findings()));
  }

  private void overridden(StoredEvent stored, RuleOverridden e) {
    var row = of(stored, e.run());
    var overrides = new ArrayList<Object>(AnswerJson.list(row.text(Runs.OVERRIDES), Map.class));
    overrides.add(view(e.override()));
    row.set(Runs.OVERRIDES, AnswerJson.compact(overrides));
  }

  private static Map<String, String> view(RuleOverride override) {
    return new TreeMap<>(
        Map.of(
            "rule", override.rule(),
            "version", override.version().text(),
            "reason", override.reason()));
  }

  private void started(StoredEvent stored, RunStarted e) {
    of(stored, e.run())
        .set(Runs.OUTCOME, "running")
        .set(Runs.STARTED_AT, stored.recordedAt())
        .set(Runs.STARTED_INDEX, stored.index())
        .clear(Runs.FINISHED_AT)
        .set(Runs.PLAN, AnswerJson.compact(e.plan()))
        .set(Runs.SETTINGS, AnswerJson.compact(e.settings()));
  }

  private void failed(StoredEvent stored, MigrationFailed e) {
    of(stored, e.run())
        .set(Runs.FAILED_VERSION, e.version().text())
        .set(Runs.FAILED_FILE, e.file())
        .set(Runs.FAILURE, AnswerJson.compact(e.failure()));
  }

  private void finished(StoredEvent stored, RunFinished e) {
    var row =
        of(stored, e.run())
            .set(Runs.OUTCOME, Words.of(e.outcome()))
            .set(Runs.FINISHED_AT, stored.recordedAt())
            .set(Runs.APPLIED, e.applied())
            .set(Runs.NOT_TRIED, AnswerJson.compact(e.notTried()));
    if (e.durationMs() > 0) {
      row.set(Runs.DURATION_MS, e.durationMs());
    }
  }
}
