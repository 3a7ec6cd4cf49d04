package dev.migrationledger.runner.recovery.repair;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.CompleteRepair;
import dev.migrationledger.domain.command.DisownReceipt;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.PlanRepair;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.runner.change.Changes;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.RunSchema;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.recovery.Recovery;
import dev.migrationledger.runner.recovery.state.Detection;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Carries a plan out on a session that holds the target's lock. */
public final class RepairExecution {

  private final DeployRequest request;
  private final TargetSession session;
  private final TargetAddress address;
  private final Supplier<Recorder> recorders;
  private final Supplier<Detection> detector;
  private final String reason;
  private final List<Finding> found = new ArrayList<>();

  /**
   * An execution.
   *
   * @param recorders a new one, with a run of its own, for each failure state
   * @param detector looks again
   */
  public RepairExecution(
      DeployRequest request,
      TargetSession session,
      TargetAddress address,
      Supplier<Recorder> recorders,
      Supplier<Detection> detector,
      String reason) {
    this.request = request;
    this.session = session;
    this.address = address;
    this.recorders = recorders;
    this.detector = detector;
    this.reason = reason;
  }

  /** What became of one failure state. */
  public record Done(RepairPlan.Item item, boolean succeeded, String said) {

    public Done {
      requireNonNull(item, "item");
      requireNonNull(said, "said");
    }
  }

  /**
   * Does what was decided, up to the first that fails.
   *
   * @throws RepairRefused when a step fails; what was done before it is recorded
   */
  public List<Done> execute(RepairPlan plan) {
    plan.requireChoices();
    var done = new ArrayList<Done>();
    for (var item : plan.decided()) {
      var one = execute(plan, item, item.way().orElseThrow());
      done.add(one);
      if (!one.succeeded()) {
        break;
      }
    }
    return done;
  }

  /** What was found about the schema meanwhile. */
  public List<Finding> found() {
    return List.copyOf(found);
  }

  private Done execute(RepairPlan plan, RepairPlan.Item item, WayOut way) {
    var recorder = recorders.get();
    return switch (way.repair()) {
      case Repair.Settle s -> settle(item, recorder);
      case Repair.Apply a -> apply(item, recorder, a);
      case Repair.MarkDone m -> markDone(item, recorder, way, m);
      case Repair.Retire r -> {
        Changes.begin(request, session, recorder).retire(List.of(r.version()), reason);
        yield new Done(item, true, "retired");
      }
      case Repair.RunSql r -> run(plan, item, recorder, way);
      case Repair.Accept a -> accept(plan, item, recorder, way);
      case Repair.Disown d -> {
        register(recorder);
        recorder.send(new DisownReceipt(recorder.target(), d.version(), d.receipt(), reason));
        yield new Done(item, true, "recorded; the receipt stays as it is");
      }
      case Repair.Restore r -> {
        found.addAll(new RestoreRepair(request, session, recorder, reason).record(item.state(), r));
        yield new Done(item, true, "recorded; nothing was executed");
      }
      case Repair.Close c -> close(item, recorder);
    };
  }

  private void register(Recorder recorder) {
    recorder.register(session, request.environment());
  }

  private Done settle(RepairPlan.Item item, Recorder recorder) {
    register(recorder);
    session.installReceipts();
    var settled = recorder.settle(session.receipts());
    watching(recorder, () -> {});
    return new Done(item, true, String.join(" ", settled));
  }

  private Done apply(RepairPlan.Item item, Recorder recorder, Repair.Apply apply) {
    var before = proof();
    var recovery = Recovery.begin(request, session, recorder, address);
    var outcome = recovery.execute(apply.plan(), reason);
    found.addAll(recovery.found());
    return switch (outcome) {
      case Outcome.Applied(var execution, var _) ->
          new Done(
              item, true, "applied in " + execution.durationMs() + " ms; " + before.until(proof()));
      case Outcome.Failed(var failure, var attempts, var ms, var _) ->
          new Done(
              item,
              false,
              "failed again at statement %d (line %d, column %d): %s %s"
                  .formatted(
                      failure.statement(),
                      failure.line(),
                      failure.column(),
                      failure.sqlState(),
                      failure.message()));
      case Outcome.Uncertain(var message) -> new Done(item, false, message);
    };
  }

  private Done markDone(RepairPlan.Item item, Recorder recorder, WayOut way, Repair.MarkDone mark) {
    register(recorder);
    recorder.settle(session.receipts());
    var target = recorder.target();
    watching(
        recorder,
        () -> {
          if (!mark.found().isEmpty()) {
            recorder.send(new PlanRecovery(target, mark.version(), mark.found(), actions(way)));
          }
          recorder.send(
              new CompleteRecovery(
                  target,
                  mark.version(),
                  mark.status(),
                  described(way),
                  String.join("; ", item.state().evidence()),
                  reason));
        });
    return new Done(item, true, "recorded; nothing was executed");
  }

  private Done run(RepairPlan plan, RepairPlan.Item item, Recorder recorder, WayOut way) {
    register(recorder);
    plan(plan, item, recorder, way);
    var before = proof();
    watching(recorder, () -> runSteps(item, way));
    var now = detector.get();
    if (now.holds(item.state().key())) {
      throw RepairRefused.unproved(item.state().subject(), item.state().found());
    }
    var proof = "it is not found any more; " + before.until(proof());
    complete(plan.id(), item, recorder, way, false, proof);
    return new Done(item, true, proof);
  }

  private void runSteps(RepairPlan.Item item, WayOut way) {
    try (var runner = new StepRunner(session, request.execution(), item.state().subject())) {
      way.steps().forEach(runner::run);
    }
  }

  /** The ledger takes over what is done to the schema here, and nothing that was done before. */
  private void watching(Recorder recorder, Runnable action) {
    var schema = RunSchema.ofRepair(session, recorder);
    found.addAll(schema.before());
    try {
      action.run();
    } catch (RepairRefused e) {
      schema.after(List.of());
      throw e;
    }
    found.addAll(schema.after(List.of()));
  }

  private Done accept(RepairPlan plan, RepairPlan.Item item, Recorder recorder, WayOut way) {
    register(recorder);
    plan(plan, item, recorder, way);
    complete(plan.id(), item, recorder, way, true, String.join("; ", item.state().evidence()));
    return new Done(item, true, "recorded; nothing was executed");
  }

  private void plan(RepairPlan plan, RepairPlan.Item item, Recorder recorder, WayOut way) {
    var state = item.state();
    recorder.send(
        new PlanRepair(
            recorder.target(),
            plan.id(),
            state.code().code(),
            state.subject(),
            state.found(),
            actions(way)));
  }

  private void complete(
      String plan,
      RepairPlan.Item item,
      Recorder recorder,
      WayOut way,
      boolean accepted,
      String proof) {
    var state = item.state();
    recorder.send(
        new CompleteRepair(
            recorder.target(),
            plan,
            state.code().code(),
            state.subject(),
            accepted,
            described(way),
            proof,
            reason));
  }

  private Done close(RepairPlan.Item item, Recorder recorder) {
    register(recorder);
    var key = item.state().subject();
    var parts = key.split(" ", 2);
    var plan = recorder.state().repairs().open().getOrDefault(key, "");
    recorder.send(
        new CompleteRepair(
            recorder.target(),
            plan,
            parts[0],
            parts[1],
            false,
            "what plan " + plan + " did, which was not recorded then",
            "it is not found any more",
            reason));
    return new Done(item, true, "recorded; nothing was executed");
  }

  private Proof proof() {
    try {
      return Proof.take(session.connection());
    } catch (SQLException e) {
      throw new TargetFailure.Unusable(
          address.url(),
          "counting rows",
          String.valueOf(e.getSQLState()),
          String.valueOf(e.getMessage()));
    }
  }

  private static List<RecoveryAction> actions(WayOut way) {
    return way.steps().stream().map(Step::action).toList();
  }

  private static String described(WayOut way) {
    return way.steps().stream().map(Step::description).collect(Collectors.joining("; "));
  }
}
