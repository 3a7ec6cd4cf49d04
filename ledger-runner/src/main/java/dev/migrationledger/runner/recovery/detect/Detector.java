package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.runner.plan.OpenRunSettler;
import dev.migrationledger.runner.recovery.state.Detection;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.target.TargetFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The room's entry: finds every failure state of a target, in the order to leave them. */
public final class Detector {

  private final Scene scene;
  private final List<FailureState> states = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Detector(Scene scene) {
    this.scene = scene;
  }

  /**
   * Looks.
   *
   * @throws TargetFailure when the target goes away meanwhile
   */
  public static Detection detect(Scene scene) {
    return new Detector(scene).look();
  }

  /** What a look finds; may ask the target. */
  private interface Look {

    List<FailureState> find() throws SQLException;
  }

  private Detection look() {
    var settled = scene.with(settled());
    states.addAll(new PlaceFinder(scene).find());
    states.addAll(new RunFinder(scene).find());
    var objects = new ObjectFinder(settled);
    look("objects", () -> objects.find(notes));
    var missing = List.copyOf(states.subList(states.size() - objects.found(), states.size()));
    states.removeAll(missing);
    states.addAll(new ReceiptFinder(settled, objects).find());
    judgeTimeline();
    states.addAll(new MigrationFinder(settled, objects).find());
    states.addAll(missing);
    look("indexes", () -> new IndexFinder(settled).find());
    look("constraints", () -> new ConstraintFinder(settled).find(notes));
    var unfinished = new UnfinishedFinder(settled);
    states.replaceAll(unfinished::note);
    states.addAll(unfinished.find(states));
    states.removeIf(s -> settled.state().repairs().accepts(s.code().code(), s.subject()));
    return new Detection(states, notes);
  }

  private void judgeTimeline() {
    var timeline = new TimelineJudge(scene);
    var lost = states.stream().anyMatch(s -> s.code() == RecoveryCode.RECEIPT_MISSING);
    states.replaceAll(s -> s.code() == RecoveryCode.RECEIPT_MISSING ? timeline.explain(s) : s);
    timeline.behind().ifPresent(states::addFirst);
    if (!lost) {
      timeline.ahead().ifPresent(notes::add);
    }
  }

  /** What the ledger will know when an open run is settled. */
  private LedgerState settled() {
    var state = LedgerState.of(scene.state().image());
    for (var command : OpenRunSettler.settle(state, scene.own())) {
      LedgerRules.decide(state, command).forEach(state::evolve);
    }
    return state;
  }

  private void look(String at, Look look) {
    try {
      states.addAll(look.find());
    } catch (SQLException e) {
      if (!"42501".equals(e.getSQLState())) {
        throw new TargetFailure.Unusable(
            scene.address().url(),
            "looking at " + at,
            String.valueOf(e.getSQLState()),
            String.valueOf(e.getMessage()));
      }
      notes.add(at + " were not looked at: " + e.getMessage());
    }
  }
}
