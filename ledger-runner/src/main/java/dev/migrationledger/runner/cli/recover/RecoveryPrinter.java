package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.Console.Paint;
import dev.migrationledger.runner.recovery.repair.RepairExecution;
import dev.migrationledger.runner.recovery.repair.RepairPlan;
import dev.migrationledger.runner.recovery.state.Detection;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.Step;
import java.util.List;
import java.util.Locale;

/** Tells failure states and ways out to people. */
final class RecoveryPrinter {

  private final Console console;

  RecoveryPrinter(Console console) {
    this.console = console;
  }

  void detection(Detection detection, String target) {
    for (var state : detection.states()) {
      state(state);
    }
    detection.notes().forEach(n -> console.answer(Paint.FAINT, "note: " + n));
    console.answer(
        detection.isClean()
            ? "nothing to recover on target \"" + target + "\""
            : "%d found on target \"%s\"; \"ledger recover plan\" shows the ways out"
                .formatted(detection.states().size(), target));
  }

  void plan(RepairPlan plan, Detection detection, String target) {
    for (var item : plan.items()) {
      state(item.state());
      ways(item);
    }
    detection.notes().forEach(n -> console.answer(Paint.FAINT, "note: " + n));
    if (plan.items().isEmpty()) {
      console.answer("nothing to recover on target \"" + target + "\"");
      return;
    }
    if (!plan.undecided().isEmpty()) {
      console.answer(
          Paint.WARN,
          "%d need a decision: --choose <code or subject>=<way>"
              .formatted(plan.undecided().size()));
    }
    console.answer(
        Paint.STRONG,
        "plan %s: %d steps for %d of %d"
            .formatted(plan.id(), plan.steps().size(), plan.decided().size(), plan.items().size()));
  }

  void done(List<RepairExecution.Done> done, Detection left, String target) {
    for (var one : done) {
      console.answer(
          one.succeeded() ? Paint.GOOD : Paint.BAD,
          "%s %s: %s".formatted(one.item().word(), one.item().state().subject(), one.said()));
    }
    if (left.isClean()) {
      console.answer("nothing is left to recover on target \"" + target + "\"");
      return;
    }
    left.states()
        .forEach(s ->
            console.answer(
                Paint.WARN, "left: %s %s: %s".formatted(s.code().code(), s.subject(), s.found())));
  }

  private void state(FailureState state) {
    console.answer(
        Paint.BAD, "%s %s: %s".formatted(state.code().code(), state.subject(), state.found()));
    state.evidence().forEach(e -> console.answer("    " + e));
  }

  private void ways(RepairPlan.Item item) {
    if (item.state().ways().isEmpty()) {
      console.answer("  " + item.state().code().remedy());
    }
    for (var way : item.state().ways()) {
      var chosen = way.word().equals(item.word());
      console.answer((chosen ? "  * " : "  - ") + way.word() + (chosen ? " (will be done)" : ""));
      way.steps().forEach(this::step);
    }
  }

  private void step(Step step) {
    console.answer(
        "      %s; risk %s: %s; %s"
            .formatted(
                step.description(),
                step.risk().name().toLowerCase(Locale.ROOT),
                step.why(),
                step.dataLoss().isEmpty() ? "loses no data" : "may lose " + step.dataLoss()));
    if (!step.sql().isEmpty()) {
      console.answer(
          "      %s;   (%s%s)"
              .formatted(
                  step.sql(),
                  step.transactional() ? "in a transaction" : "outside a transaction",
                  step.estimate().basis().isEmpty()
                      ? ""
                      : ", about %d ms: %s"
                          .formatted(step.estimate().ms(), step.estimate().basis())));
    }
  }
}
