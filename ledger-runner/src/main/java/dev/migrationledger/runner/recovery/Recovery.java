package dev.migrationledger.runner.recovery;

import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.FolderReading;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.RunSchema;
import dev.migrationledger.runner.execute.MigrationExecutor;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.ProgressListener;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.plan.Planner;
import dev.migrationledger.runner.recovery.detect.RecoveryPlanner;
import dev.migrationledger.runner.recovery.detect.TargetProbe;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import dev.migrationledger.runner.schema.LiveObjects;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptParser;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.Receipt;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.runner.verify.ContractWatch;
import dev.migrationledger.runner.verify.ScriptPromises;
import dev.migrationledger.runner.verify.Verifications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The room's entry: settles what nobody saw end, says what is left to recover, and recovers it. */
public final class Recovery {

  private static final String STATE_UNKNOWN = "PLAN-009";

  private final DeployRequest request;
  private final TargetSession session;
  private final Recorder recorder;
  private final TargetProbe probe;
  private final List<String> settled;
  private final List<Receipt> receipts;
  private final List<Finding> found = new ArrayList<>();

  private Recovery(
      DeployRequest request,
      TargetSession session,
      Recorder recorder,
      TargetProbe probe,
      List<String> settled) {
    this.request = request;
    this.session = session;
    this.recorder = recorder;
    this.probe = probe;
    this.settled = settled;
    this.receipts = session.receipts();
  }

  /** Takes the target's lock and settles an earlier run that nobody saw end. */
  public static Recovery begin(
      DeployRequest request, TargetSession session, Recorder recorder, TargetAddress address) {
    session.lock(request.lockWait(), holder -> {});
    recorder.register(session, request.environment());
    session.installReceipts();
    var settled = recorder.settle(session.receipts());
    return new Recovery(request, session, recorder, new TargetProbe(address), settled);
  }

  /** What became of an earlier run, a sentence each; empty when none was open. */
  public List<String> settled() {
    return settled;
  }

  /** What was found about the schema while a plan was carried out. */
  public List<Finding> found() {
    return List.copyOf(found);
  }

  /** Every migration in a failure state, with the way out. */
  public List<RecoveryPlan> plans() {
    var folder = request.folder().get();
    return new RecoveryPlanner(recorder.state(), receipts, folder, recorder.texts(), probe).plans();
  }

  /** The way out for one migration; empty when it is in no failure state. */
  public Optional<RecoveryPlan> plan(Version version) {
    return plans().stream().filter(p -> p.version().compareTo(version) == 0).findFirst();
  }

  /**
   * Carries a plan out.
   *
   * @throws RecoveryRefused when something else stands against it; nothing was executed then
   */
  public Outcome execute(RecoveryPlan plan, String reason) {
    var promises = new ScriptPromises(true);
    var script = script(plan, promises);
    var schema = new RunSchema(session, recorder);
    found.addAll(schema.before());
    recorder.send(
        new PlanRecovery(recorder.target(), plan.version(), plan.foundWithBytes(), plan.actions()));
    plan.cleanup().forEach(probe::run);
    if (!plan.correction().isNone()) {
      recorder.discover(script);
    }
    var started = System.nanoTime();
    recorder.send(
        new StartRun(
            recorder.target(),
            recorder.run(),
            List.of(script.planned()),
            List.of(),
            List.of(),
            request.settings(session)));
    var done = recorder.state().highestDone();
    var contract = ContractWatch.start(request.contract(), done, session.connection(), found::add);
    var verified = work(plan, script).verifiedBy(new Verifications(promises, contract).of(script));
    try (var executor =
        new MigrationExecutor(session, request.execution(), ProgressListener.SILENT)) {
      var outcome = executor.execute(verified);
      record(plan, script, outcome, reason, started);
      if (!(outcome instanceof Outcome.Uncertain)) {
        found.addAll(outcome.findings());
        found.addAll(schema.after(outcome.findings()));
      }
      return outcome;
    }
  }

  private Work work(RecoveryPlan plan, ParsedScript script) {
    return new Work(
        recorder.target(),
        recorder.run(),
        script.planned(),
        script.source().path(),
        script.transactional(),
        plan.resumeAfter());
  }

  private ParsedScript script(RecoveryPlan plan, ScriptPromises promises) {
    var folder = request.folder().get();
    var looked = look(folder);
    recorder.observe(looked);
    refuse(plan, looked.findings());
    var first =
        looked.steps().stream().filter(s -> s.source().version().compareTo(plan.version()) < 0);
    first
        .findFirst()
        .ifPresent(s -> {
          throw new RecoveryRefused.AnotherComesFirst(plan.version(), s.source().file());
        });
    var file =
        folder.migrations().stream()
            .filter(f -> f.version().compareTo(plan.version()) == 0)
            .findFirst();
    if (file.isPresent() && !plan.canGoOn()) {
      throw new RecoveryRefused.OtherBytes(plan, plan.correction().difference());
    }
    return file.map(f -> checked(plan, ScriptParser.parse(f, request.naming()), promises))
        .orElseThrow(() -> new RecoveryRefused.FileMissing(plan.version(), plan.file()));
  }

  private Plan look(MigrationFolder folder) {
    var state = recorder.state();
    var syntax = new SyntaxCheck(session.identity().serverVersion(), SyntaxCheck.Extent.NOTHING);
    try (var reading = new FolderReading(request.naming(), syntax, recorder.texts())) {
      return Planner.plan(folder, state, receipts, request.plan(state), reading);
    }
  }

  /** The script as a deploy reads it: its trees tell whether it runs in a transaction. */
  private ParsedScript checked(RecoveryPlan plan, ParsedScript script, ScriptPromises promises) {
    var version = session.identity().serverVersion();
    try (var syntax =
        new SyntaxCheck(
            version,
            SyntaxCheck.Extent.DEPLOY,
            () -> LiveObjects.searchPath(session),
            List.of(promises))) {
      var checked = syntax.check(List.of(script)).scripts().getFirst();
      refuse(plan, checked.findings());
      if (checked.transactional() && plan.resumeAfter() > 0) {
        throw new RecoveryRefused.OtherBytes(plan, noLongerStepwise(plan));
      }
      return checked;
    }
  }

  private static String noLongerStepwise(RecoveryPlan plan) {
    return plan.file()
        + " neither says \"-- TRANSACTION: none\" any more nor holds a statement that needs it";
  }

  private static void refuse(RecoveryPlan plan, List<Finding> findings) {
    var against =
        findings.stream()
            .filter(Finding::blocks)
            .filter(f -> !f.code().equals(STATE_UNKNOWN))
            .toList();
    if (!against.isEmpty()) {
      throw new RecoveryRefused.SomethingElseIsWrong(plan.version(), against);
    }
  }

  private void record(
      RecoveryPlan plan, ParsedScript script, Outcome outcome, String reason, long started) {
    var target = recorder.target();
    var run = recorder.run();
    var migration = script.planned();
    switch (outcome) {
      case Outcome.Applied(var execution, var _) -> {
        recorder.send(
            RecordApplied.one(target, run, migration.version(), migration.checksum(), execution));
        recorder.send(new FinishRun(target, run, RunOutcome.SUCCEEDED, since(started)));
        recorder.send(
            new CompleteRecovery(
                target,
                plan.version(),
                MigrationStatus.APPLIED,
                String.join("; ", plan.actions().stream().map(a -> a.description()).toList()),
                "receipt of run "
                    + run
                    + " in the target, checksum "
                    + migration.checksum().brief()
                    + bytes(plan),
                reason));
      }
      case Outcome.Failed(var failure, var attempts, var durationMs, var findings) -> {
        recorder.send(
            new RecordFailed(
                target,
                run,
                migration.version(),
                migration.checksum(),
                plan.isBegun() ? halfDone(failure, plan) : failure,
                attempts,
                durationMs,
                findings));
        recorder.send(new FinishRun(target, run, RunOutcome.FAILED, since(started)));
      }
      case Outcome.Uncertain u -> {}
    }
  }

  /** What was done in an earlier run stays, however this one ends. */
  private static Failure halfDone(Failure failure, RecoveryPlan plan) {
    return new Failure(
        Failure.Kind.HALF_DONE,
        failure.sqlState(),
        failure.message(),
        failure.detail(),
        failure.hint(),
        failure.statement(),
        failure.line(),
        failure.column(),
        Math.max(failure.kept(), plan.resumeAfter()));
  }

  private static String bytes(RecoveryPlan plan) {
    return plan.correction().isNone() ? "" : "; " + plan.correction().told(plan.resumeAfter());
  }

  private static long since(long started) {
    return Duration.ofNanos(System.nanoTime() - started).toMillis();
  }
}
