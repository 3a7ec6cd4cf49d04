package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.List;

/** Finds a run that nobody saw end. */
final class RunFinder {

  private final Scene scene;

  RunFinder(Scene scene) {
    this.scene = scene;
  }

  List<FailureState> find() {
    var run = scene.state().run();
    if (!run.isOpen()) {
      return List.of();
    }
    var evidence = new ArrayList<String>();
    for (var planned : run.plan().subList(run.done(), run.plan().size())) {
      var phases =
          scene.own().stream()
              .filter(r -> r.run().equals(run.id()))
              .filter(r -> r.version().compareTo(planned.version()) == 0)
              .toList();
      evidence.add(planned.file() + ": " + told(phases));
    }
    var step =
        Step.record(
            "record of each migration what its receipts prove, and the end of the run",
            Risk.LOW,
            "nothing is executed");
    return List.of(
        new FailureState(
            RecoveryCode.RUN_INTERRUPTED,
            "run " + run.id(),
            "",
            "run %s was begun, %d of its %d migrations have an outcome, and its process is gone"
                .formatted(run.id(), run.done(), run.plan().size()),
            evidence,
            List.of(WayOut.of("settle", step, new Repair.Settle())),
            true));
  }

  private static String told(List<Receipt> receipts) {
    if (receipts.isEmpty()) {
      return "no receipt, nothing of it was kept";
    }
    var last = receipts.getLast();
    return switch (last.phase()) {
      case APPLIED -> "its receipt says applied at " + last.execution().endedAt();
      case ROLLED_BACK -> "its receipt says rolled back at " + last.execution().endedAt();
      case STEP -> "its receipts say that statement " + last.statement() + " is done";
      case BEGUN -> "its receipts say that statement " + last.statement() + " was begun";
    };
  }
}
