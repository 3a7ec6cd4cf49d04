package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.domain.run.RecoveryAction.Risk;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.RecoveryCode;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.recovery.state.WayOut;
import java.util.List;
import java.util.Optional;

/**
 * Judges the cluster's timeline: PostgreSQL begins a new one when a standby is promoted and when a
 * backup is recovered from its archive, and a copy of the files keeps the one it was taken on.
 */
final class TimelineJudge {

  private final Scene scene;
  private final int now;

  TimelineJudge(Scene scene) {
    this.scene = scene;
    this.now = isSameCluster(scene) && !scene.timeline().isEmpty() ? scene.session().timeline() : 0;
  }

  /** Timelines of two clusters have nothing to do with each other. */
  private static boolean isSameCluster(Scene scene) {
    return scene.state().systemIdentifier().equals(scene.session().identity().systemIdentifier());
  }

  private Optional<Runs.OnTimeline> last() {
    return now == 0 ? Optional.empty() : scene.timeline().stream().findFirst();
  }

  /** An earlier timeline than a run was on is the wrong server, or an old copy. */
  Optional<FailureState> behind() {
    return last().filter(run -> run.timeline() > now).map(this::behind);
  }

  private FailureState behind(Runs.OnTimeline run) {
    var step =
        Step.record(
            "record that the target goes on here, on timeline " + now,
            Risk.HIGH,
            "what was done on timeline " + run.timeline() + " and not here is lost to this one");
    return new FailureState(
        RecoveryCode.TIMELINE_BEHIND,
        "timeline " + now,
        "",
        "the cluster is on timeline %d, and %s: this is the side that was left when another server took over, or a copy from before that"
            .formatted(now, told(run)),
        List.of(
            "same cluster %s, earlier timeline"
                .formatted(scene.session().identity().systemIdentifier())),
        List.of(WayOut.of("accept", step, new Repair.Accept())),
        false);
  }

  /** What the timeline says about receipts that are not there. */
  FailureState explain(FailureState missing) {
    return last()
        .map(run ->
            run.timeline() < now
                ? "the cluster went on to timeline %d, and %s: it was restored to a point in time before these migrations ran, or a standby that had not seen them took over"
                    .formatted(now, told(run))
                : run.timeline() == now
                    ? "the cluster is on timeline %d as it was, and %s: nobody restored the cluster from its archive; a copy of its files or of the database was put back, or receipts were removed"
                        .formatted(now, told(run))
                    : "")
        .filter(text -> !text.isEmpty())
        .map(missing::with)
        .orElse(missing);
  }

  /** What is worth telling when no receipt is missing. */
  Optional<String> ahead() {
    return last()
        .filter(run -> run.timeline() < now)
        .map(run ->
            "the cluster went on to timeline %d, and %s: a standby took over, or it was restored to a point in time. Every migration that the ledger knows as applied has its receipt here, so none was lost. A ledger in this same database went the same way: hold it against an anchor with \"ledger verify\""
                .formatted(now, told(run)));
  }

  private static String told(Runs.OnTimeline run) {
    return "run %s of %s was on timeline %d".formatted(run.run(), run.at().text(), run.timeline());
  }
}
