package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The checks made so far. */
final class Checks {

  private final List<CiCheck> made = new ArrayList<>();

  /**
   * A check is done.
   *
   * @param note what was looked at
   * @param started when, as {@link System#nanoTime} tells
   */
  void done(String name, String note, List<Finding> findings, long started) {
    var failed = findings.stream().anyMatch(Finding::blocks);
    var outcome = failed ? CiCheck.Outcome.FAILED : CiCheck.Outcome.PASSED;
    made.add(new CiCheck(name, outcome, note, since(started), findings));
  }

  /** There is nothing to look at. */
  void skip(String name, String why) {
    made.add(new CiCheck(name, CiCheck.Outcome.SKIPPED, why, Duration.ZERO, List.of()));
  }

  List<CiCheck> made() {
    return List.copyOf(made);
  }

  static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
