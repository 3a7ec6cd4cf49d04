package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.ledger.Repairs;
import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds recoveries that were begun and whose end is not recorded. */
final class UnfinishedFinder {

  private final Scene scene;

  UnfinishedFinder(Scene scene) {
    this.scene = scene;
  }

  /** What is still wrong says so when it was being repaired already. */
  FailureState note(FailureState state) {
    var plan =
        scene.state().repairs().open().get(Repairs.key(state.code().code(), state.subject()));
    return plan == null
        ? state
        : state.with("plan " + plan + " was to repair it, and its end is not recorded");
  }

  List<FailureState> find(List<FailureState> others) {
    var found = new ArrayList<FailureState>();
    scene
        .state()
        .repairs()
        .open()
        .forEach((key, plan) -> {
          if (others.stream().noneMatch(s -> s.key().equals(key))) {
            found.add(state(key, "", "plan " + plan + " was to repair " + key, new Repair.Close()));
          }
        });
    scene.state().migrations().stream()
        .filter(m -> m.recovering() && m.status().isDone())
        .map(UnfinishedFinder::migration)
        .forEach(found::add);
    return found;
  }

  private static FailureState migration(MigrationState m) {
    return state(
        "recovery of " + m.file(),
        m.version().text(),
        m.file() + " is " + m.status().name().toLowerCase(Locale.ROOT),
        new Repair.MarkDone(m.version(), m.status(), ""));
  }

  private static FailureState state(
      String subject, String version, String evidence, Repair repair) {
    var step = Step.record("record the end of the recovery", Risk.LOW, "nothing is executed");
    return new FailureState(
        RecoveryCode.UNFINISHED,
        subject,
        version,
        "a recovery was begun, and its end is not recorded; what it was about is in order",
        List.of(evidence),
        List.of(WayOut.of("record", step, repair)),
        true);
  }
}
