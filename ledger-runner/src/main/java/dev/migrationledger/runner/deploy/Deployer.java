package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.runner.drift.RunSchema;
import dev.migrationledger.runner.execute.MigrationExecutor;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.lint.PendingLint;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.plan.Planner;
import dev.migrationledger.runner.record.Journal;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.runner.verify.ContractWatch;
import dev.migrationledger.runner.verify.ScriptPromises;
import dev.migrationledger.runner.verify.Verifications;
import dev.migrationledger.store.failure.StoreFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deploys: the straight line from a folder of migrations to a target and a ledger that agree. */
public final class Deployer {

  /** With more scripts on a new target, nobody looks after each at what it has made. */
  private static final int FEW = 100;

  /** The plan, what became of earlier runs, and what the scripts promise. */
  private record Looked(Plan plan, List<String> settled, ScriptPromises promises) {}

  private final TargetSession session;
  private final Recorder recorder;
  private final DeployListener listener;

  /** A deployer for one target; the recorder speaks for the actor. */
  public Deployer(TargetSession session, Recorder recorder, DeployListener listener) {
    this.session = session;
    this.recorder = recorder;
    this.listener = listener;
  }

  /**
   * Deploys.
   *
   * @return how it ended; a migration that fails is a report, not an exception
   * @throws dev.migrationledger.domain.ledger.LedgerRefusal when the ledger will not record the run
   * @throws StoreFailure when the ledger cannot be reached before anything ran
   * @throws dev.migrationledger.runner.target.TargetFailure when the target cannot be used
   */
  public DeployReport deploy(DeployRequest request) {
    var folder = request.folder().get();
    session.lock(request.lockWait(), listener::waitingForLock);
    var looked = look(request, folder);
    var plan = looked.plan();
    recorder.observe(plan);
    var report = new ReportBuilder(recorder.run(), plan, looked.settled());
    if (plan.refused()) {
      recorder.send(new RefuseRun(recorder.target(), recorder.run(), plan.findings()));
      return report.ended(DeployReport.Outcome.REFUSED, "");
    }
    return plan.steps().isEmpty()
        ? report.ended(DeployReport.Outcome.NOTHING_TO_DO, "")
        : run(request, looked, report);
  }

  /**
   * Registers, settles and plans. The parser is loaded meanwhile, and what it takes of memory is
   * free again when the run starts.
   */
  private Looked look(DeployRequest request, MigrationFolder folder) {
    var lint = PendingLint.refusing(request.lint(), session);
    var isNew = recorder.state().highestDone().isEmpty() && session.holdsNothing();
    var extent = isNew ? SyntaxCheck.Extent.NEW_TARGET : SyntaxCheck.Extent.DEPLOY;
    var promises = new ScriptPromises(!isNew || folder.migrations().size() <= FEW);
    try (var reading =
        FolderReading.watched(request, session, recorder.texts(), extent, lint, promises)) {
      reading.prepareFor(folder, recorder.state());
      recorder.register(session, request.environment());
      session.installReceipts();
      var settled = settle(request);
      var state = recorder.state();
      return new Looked(
          request.approved(
              Planner.plan(folder, state, session.receipts(), request.plan(state), reading), state),
          settled,
          promises);
    }
  }

  /** Knows the end of every earlier run, also of those that the ledger did not see. */
  private List<String> settle(DeployRequest request) {
    var said = new ArrayList<String>();
    if (request.withoutLedger().isEmpty()) {
      said.addAll(recorder.bringIn(Journal.waiting(request.journals()), session.receipts()));
    }
    said.addAll(recorder.settle(session.receipts()));
    return said;
  }

  private DeployReport run(DeployRequest request, Looked looked, ReportBuilder report) {
    var started = System.nanoTime();
    var schema = new RunSchema(session, recorder);
    if (request.withoutLedger().isEmpty()) {
      report.found(schema.before());
    }
    var verifications = new Verifications(looked.promises(), contract(request, report));
    start(request, looked.plan());
    try (var executor = new MigrationExecutor(session, request.execution(), listener);
        var outcomes = new OutcomeRecorder(recorder)) {
      var outcome = execute(looked.plan().steps(), verifications, executor, report, outcomes);
      outcomes.await();
      if (outcome instanceof Outcome.Applied) {
        report.verified(verifications.left(session));
      }
      if (outcome instanceof Outcome.Uncertain(var message)) {
        return report.ended(DeployReport.Outcome.UNCERTAIN, message);
      }
      if (request.withoutLedger().isEmpty()) {
        report.found(schema.after(report.verified()));
      }
      var failed = outcome instanceof Outcome.Failed;
      var end = failed ? RunOutcome.FAILED : RunOutcome.SUCCEEDED;
      var duration = Duration.ofNanos(System.nanoTime() - started).toMillis();
      recorder.send(new FinishRun(recorder.target(), recorder.run(), end, duration));
      return report.ended(
          failed ? DeployReport.Outcome.FAILED : DeployReport.Outcome.SUCCEEDED, "");
    } catch (StoreFailure e) {
      return report.ended(
          DeployReport.Outcome.UNCERTAIN,
          e.getMessage()
              + " The receipts in the target keep what was applied: run \"ledger migrate\" again when"
              + " the ledger is back, it records them and goes on.");
    }
  }

  private Optional<ContractWatch> contract(DeployRequest request, ReportBuilder report) {
    return ContractWatch.start(
        request.contract(),
        recorder.state().highestDone(),
        session.connection(),
        finding -> report.verified(List.of(finding)));
  }

  private void start(DeployRequest request, Plan plan) {
    recorder.send(
        new StartRun(
            recorder.target(),
            recorder.run(),
            plan.intent(),
            request.overrides(plan.intent(), recorder.state()),
            plan.findings(),
            request.settings(session, recorder.state())));
  }

  /** Carries out the plan up to the first migration that is not applied; how the last one ended. */
  private Outcome execute(
      List<ParsedScript> plan,
      Verifications verifications,
      MigrationExecutor executor,
      ReportBuilder report,
      OutcomeRecorder outcomes) {
    var steps = plan.iterator();
    Outcome outcome;
    do {
      var step = steps.next();
      listener.starting(step.planned(), report.tried() + 1, plan.size());
      outcome = executor.execute(work(step).verifiedBy(verifications.of(step)));
      listener.ended(step.planned(), outcome);
      report.tried(step.planned(), outcome);
      outcomes.record(step.planned(), outcome);
    } while (outcome instanceof Outcome.Applied && steps.hasNext());
    return outcome;
  }

  private Work work(ParsedScript step) {
    return new Work(
        recorder.target(),
        recorder.run(),
        step.planned(),
        step.source().path(),
        step.transactional(),
        0);
  }
}
