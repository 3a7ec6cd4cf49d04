package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.runner.deploy.DeployListener;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.Findings;
import dev.migrationledger.runner.drift.RecordedSchema;
import dev.migrationledger.runner.execute.MigrationExecutor;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.rollback.RollbackReport.Failed;
import dev.migrationledger.runner.rollback.RollbackReport.RolledBack;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.store.failure.StoreFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Carries out a plan: declared first, then a down script at a time, each looked at and recorded.
 */
final class RollbackRun {

  private static final String FIND_OUT =
      " Its receipt is in the transaction: run \"ledger rollback\" again when it answers, it records"
          + " what became of this run and goes on.";

  private final RollbackRequest request;
  private final TargetSession session;
  private final Recorder recorder;
  private final DeployListener listener;
  private final List<RolledBack> rolledBack = new ArrayList<>();
  private final List<Failed> failures = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  RollbackRun(
      RollbackRequest request, TargetSession session, Recorder recorder, DeployListener listener) {
    this.request = request;
    this.session = session;
    this.recorder = recorder;
    this.listener = listener;
  }

  RollbackReport execute(RollbackPlan plan) {
    var started = System.nanoTime();
    session.admitRollbacks();
    var settings = new HashMap<>(request.deploy().settings(session));
    settings.put("to", plan.to().text());
    recorder.send(
        new StartRollback(
            recorder.target(), recorder.run(), plan.intent(), request.reason(), settings));
    try (var executor = new MigrationExecutor(session, request.deploy().execution(), listener)) {
      for (var step : plan.steps()) {
        listener.starting(step.planned().script(), rolledBack.size() + 1, plan.steps().size());
        var back = new Return(step);
        var outcome = executor.execute(work(step).verifiedBy(back.verification()));
        listener.ended(step.planned().script(), outcome);
        switch (outcome) {
          case Outcome.Applied(var execution, var _) -> done(step, execution, back.hash());
          case Outcome.Failed failed -> failed(step, failed);
          case Outcome.Uncertain _ -> {
            return report(plan, RollbackReport.Outcome.UNCERTAIN, lost(step));
          }
        }
        if (!failures.isEmpty()) {
          break;
        }
      }
      return finish(plan, Duration.ofNanos(System.nanoTime() - started));
    } catch (StoreFailure e) {
      return report(plan, RollbackReport.Outcome.UNCERTAIN, e.getMessage() + FIND_OUT);
    }
  }

  private Work work(RollbackStep step) {
    return Work.back(
        recorder.target(), recorder.run(), step.planned().script(), step.down().path());
  }

  private static String lost(RollbackStep step) {
    return "the connection was lost while "
        + step.down().file()
        + " was being committed, and the target cannot be asked whether it was."
        + FIND_OUT;
  }

  private void done(RollbackStep step, Execution execution, String schema) {
    rolledBack.add(new RolledBack(step, execution, schema));
    recorder.send(
        new RecordRolledBack(
            recorder.target(),
            recorder.run(),
            step.migration().version(),
            step.down().checksum(),
            schema,
            execution,
            false));
  }

  private void failed(RollbackStep step, Outcome.Failed failed) {
    failures.add(new Failed(step, failed.failure(), failed.attempts()));
    findings.addAll(failed.findings());
    recorder.send(
        new RecordRollbackFailed(
            recorder.target(),
            recorder.run(),
            step.migration().version(),
            step.down().checksum(),
            failed.failure(),
            failed.attempts(),
            failed.durationMs()));
  }

  private RollbackReport finish(RollbackPlan plan, Duration duration) {
    var well = failures.isEmpty();
    var failed =
        findings.isEmpty() ? RollbackReport.Outcome.FAILED : RollbackReport.Outcome.NOT_AS_BEFORE;
    if (!rolledBack.isEmpty()) {
      recordSchema(rolledBack.getLast());
    }
    recorder.send(
        new FinishRun(
            recorder.target(),
            recorder.run(),
            well ? RunOutcome.SUCCEEDED : RunOutcome.FAILED,
            duration.toMillis()));
    return report(plan, well ? RollbackReport.Outcome.SUCCEEDED : failed, "");
  }

  /** What somebody has changed since the last down script is drift. */
  private void recordSchema(RolledBack last) {
    try {
      var live = LiveSchema.of(session);
      var wanted = live.hash().equals(last.schema()) ? live : last.step().expected();
      recorder.send(
          new RecordSchema(
              recorder.target(),
              recorder.run(),
              RecordedSchema.keep(recorder.ledger(), wanted),
              live.hash(),
              findings));
    } catch (SnapshotFailure e) {
      findings.add(Findings.notTaken(e));
    }
  }

  private RollbackReport report(RollbackPlan plan, RollbackReport.Outcome outcome, String note) {
    return new RollbackReport(recorder.run(), outcome, plan, rolledBack, failures, findings, note);
  }
}
