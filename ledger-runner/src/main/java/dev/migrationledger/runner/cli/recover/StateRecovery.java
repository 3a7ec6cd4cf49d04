package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.dependency.RecordedObject;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.recovery.detect.Detector;
import dev.migrationledger.runner.recovery.detect.Scene;
import dev.migrationledger.runner.recovery.repair.RepairExecution;
import dev.migrationledger.runner.recovery.repair.RepairPlan;
import dev.migrationledger.runner.recovery.repair.RepairRefused;
import dev.migrationledger.runner.recovery.state.Detection;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.List;
import java.util.Map;

/** Detects failure states, plans the ways out, and takes them. */
final class StateRecovery {

  private final Workspace workspace;
  private final Console console;
  private final boolean json;
  private final Map<String, String> choices;

  StateRecovery(Workspace workspace, Console console, boolean json, Map<String, String> choices) {
    this.workspace = workspace;
    this.console = console;
    this.json = json;
    this.choices = choices;
  }

  ExitCode detect() {
    var request = begin();
    var detection = look(request);
    var plan = RepairPlan.of(detection, Map.of());
    if (json) {
      answer("detect", plan, detection, List.of());
    } else {
      new RecoveryPrinter(console).detection(detection, workspace.target());
    }
    return code(detection);
  }

  ExitCode plan() {
    var request = begin();
    var detection = look(request);
    var plan = RepairPlan.of(detection, choices);
    if (json) {
      answer("plan", plan, detection, List.of());
    } else {
      new RecoveryPrinter(console).plan(plan, detection, workspace.target());
    }
    return code(detection);
  }

  ExitCode execute(Asking asking, String agreed, String reason) {
    var request = begin();
    var printer = new RecoveryPrinter(console);
    var plan = RepairPlan.of(look(request), choices);
    if (!agreed.isEmpty() && !agreed.equals(plan.id())) {
      throw RepairRefused.changed(agreed, plan.id());
    }
    if (plan.items().isEmpty()) {
      return nothing(plan, look(request));
    }
    plan.requireChoices();
    if (!json) {
      printer.plan(plan, new Detection(List.of(), List.of()), workspace.target());
    }
    if (!asking.agrees("by plan " + plan.id())) {
      console.answer("nothing was done");
      return ExitCode.PENDING;
    }
    var now = RepairPlan.of(look(request), choices);
    if (!now.id().equals(plan.id())) {
      throw RepairRefused.changed(plan.id(), now.id());
    }
    return carryOut(request, plan, reason);
  }

  private ExitCode nothing(RepairPlan plan, Detection detection) {
    if (json) {
      answer("execute", plan, detection, List.of());
    } else {
      new RecoveryPrinter(console).detection(detection, workspace.target());
    }
    return ExitCode.DONE;
  }

  private ExitCode carryOut(DeployRequest request, RepairPlan plan, String reason) {
    var execution =
        new RepairExecution(
            request,
            workspace.session(),
            workspace.address(),
            workspace::recorder,
            () -> look(request),
            reason);
    var done = execution.execute(plan);
    FindingPrinter.tell(console, json, execution.found());
    var left = look(request);
    if (json) {
      answer("execute", plan, left, done);
    } else {
      new RecoveryPrinter(console).done(done, left, workspace.target());
    }
    return done.stream().allMatch(RepairExecution.Done::succeeded)
        ? code(left)
        : ExitCode.MIGRATION_FAILED;
  }

  private DeployRequest begin() {
    var request = DeployOptions.finishing(workspace);
    workspace.session().lock(request.lockWait(), holder -> {});
    return request;
  }

  private Detection look(DeployRequest request) {
    var known = workspace.hasLedger();
    var objects =
        known ? workspace.answers().objects(workspace.target()) : List.<RecordedObject>of();
    var timeline =
        known
            ? workspace.answers().lastTimeline(workspace.target()).stream().toList()
            : List.<Runs.OnTimeline>of();
    return Detector.detect(
        new Scene(
            workspace.target(),
            workspace.session(),
            workspace.address(),
            workspace.gateway().state(workspace.target()),
            workspace.session().receipts(),
            request.folder().get(),
            workspace.texts(),
            timeline,
            objects));
  }

  private static ExitCode code(Detection detection) {
    var tampered =
        detection.states().stream().anyMatch(s -> s.code() == RecoveryCode.RECEIPT_TAMPERED);
    if (tampered) {
      return ExitCode.TAMPERED;
    }
    return detection.isClean() ? ExitCode.DONE : ExitCode.PENDING;
  }

  private void answer(
      String action, RepairPlan plan, Detection detection, List<RepairExecution.Done> done) {
    console.raw(
        AnswerJson.write(
            RecoveryAnswer.of(
                action, workspace.target(), workspace.gateway().asOf(), plan, detection, done)));
  }
}
