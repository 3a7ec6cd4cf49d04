package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.runner.recovery.state.Estimate;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.List;

/** Finds migrations that failed or stopped half-way. */
final class MigrationFinder {

  private final Scene scene;
  private final ObjectFinder objects;

  MigrationFinder(Scene scene, ObjectFinder objects) {
    this.scene = scene;
    this.objects = objects;
  }

  List<FailureState> find() {
    return scene.plans().stream()
        .filter(plan -> !isApplied(plan))
        .map(plan -> plan.status() == MigrationStatus.FAILED ? failed(plan) : halfDone(plan))
        .toList();
  }

  /** A receipt of its end is told by itself. */
  private boolean isApplied(RecoveryPlan plan) {
    return scene.own().stream()
        .anyMatch(
            r -> r.phase() == Receipt.Phase.APPLIED && r.version().compareTo(plan.version()) == 0);
  }

  private FailureState failed(RecoveryPlan plan) {
    var evidence = new ArrayList<String>();
    evidence.add(objects.there(plan.version()).toString());
    var behind =
        scene.folder().migrations().stream()
            .filter(f -> f.version().compareTo(plan.version()) > 0)
            .filter(f ->
                scene.state().migration(f.version()).stream().noneMatch(m -> m.status().isDone()))
            .count();
    evidence.add(behind + " migrations wait behind it");
    var ways = new ArrayList<WayOut>();
    if (isThere(plan)) {
      ways.add(apply("apply", plan));
    } else {
      evidence.add("there is no file " + plan.file());
    }
    ways.add(done(plan));
    if (isThere(plan)) {
      var step =
          Step.record(
              "retire " + plan.file() + " and rename it", Risk.LOW, "it never runs on any target");
      ways.add(WayOut.of("retire", step, new Repair.Retire(plan.version())));
    }
    return state(RecoveryCode.FAILED, plan, evidence, ways, isThere(plan));
  }

  private FailureState halfDone(RecoveryPlan plan) {
    var evidence = new ArrayList<String>();
    scene.own().stream()
        .filter(r -> r.version().compareTo(plan.version()) == 0)
        .reduce((a, b) -> b)
        .ifPresent(r ->
            evidence.add(
                "its last receipt is of statement %d, %s, of run %s"
                    .formatted(
                        r.statement(),
                        r.phase() == Receipt.Phase.BEGUN ? "begun" : "done",
                        r.run())));
    evidence.add(objects.there(plan.version()).toString());
    evidence.addAll(file(plan));
    var ways = new ArrayList<WayOut>();
    if (isThere(plan)) {
      ways.addAll(goingOn(plan));
    }
    var unasked = !ways.isEmpty() && plan.inDoubt() == 0;
    ways.add(done(plan));
    return state(RecoveryCode.HALF_DONE, plan, evidence, ways, unasked);
  }

  private List<String> file(RecoveryPlan plan) {
    if (!isThere(plan)) {
      return List.of("there is no file " + plan.file() + ": put it back, or it cannot go on");
    }
    var correction = plan.correction();
    if (correction.isNone()) {
      return List.of();
    }
    return plan.canGoOn()
        ? List.of("the file was corrected: " + correction.told(plan.resumeAfter()))
        : List.of(
            correction.difference()
                + ": what has run stays as it ran, put that back, or it cannot go on");
  }

  private List<WayOut> goingOn(RecoveryPlan plan) {
    var ways = new ArrayList<WayOut>();
    if (plan.canGoOn()) {
      ways.add(apply(plan.inDoubt() > 0 ? "again" : "resume", plan));
    }
    if (plan.inDoubt() > 0 && plan.past().canGoOn()) {
      ways.add(apply("skip", plan.past()));
    }
    return ways;
  }

  private boolean isThere(RecoveryPlan plan) {
    return scene.folder().migrations().stream()
        .anyMatch(f -> f.version().compareTo(plan.version()) == 0);
  }

  private WayOut apply(String word, RecoveryPlan plan) {
    var steps = new ArrayList<Step>();
    for (var action : plan.actions()) {
      steps.add(step(word, plan, action));
    }
    return new WayOut(word, steps, new Repair.Apply(plan));
  }

  private static Step step(String word, RecoveryPlan plan, RecoveryAction action) {
    var inDoubt = word.equals("again") || word.equals("skip");
    var why =
        switch (word) {
          case "again" -> "what is in doubt may have been carried out, and is run again";
          case "skip" -> "what is in doubt is taken as carried out, and may not have been";
          default ->
              action.sql().isEmpty()
                  ? "nothing of it is in effect yet"
                  : "an invalid index is used by no query";
        };
    var description =
        word.equals("skip")
            ? "go on with %s after statement %d".formatted(plan.file(), plan.resumeAfter())
            : action.description();
    return new Step(
        description,
        action.sql(),
        inDoubt ? Risk.MEDIUM : action.risk(),
        why,
        action.dataLoss(),
        Estimate.NONE,
        plan.status() == MigrationStatus.FAILED);
  }

  private WayOut done(RecoveryPlan plan) {
    var step =
        Step.record(
            "record that " + plan.file() + " counts as done",
            Risk.MEDIUM,
            "nothing is executed, and nothing will ever apply the rest of it");
    return WayOut.of(
        "done", step, new Repair.MarkDone(plan.version(), MigrationStatus.BASELINED, plan.found()));
  }

  private static FailureState state(
      RecoveryCode code,
      RecoveryPlan plan,
      List<String> evidence,
      List<WayOut> ways,
      boolean unasked) {
    return new FailureState(
        code, plan.file(), plan.version().text(), plan.found(), evidence, ways, unasked);
  }
}
