package dev.migrationledger.runner.ci;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.time.Duration;
import java.util.List;

/**
 * One thing that was checked.
 *
 * @param note what was looked at, or why nothing was
 */
public record CiCheck(
    String name, Outcome outcome, String note, Duration duration, List<Finding> findings) {

  /** How it ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  public CiCheck {
    requireNonNull(name, "name");
    requireNonNull(outcome, "outcome");
    requireNonNull(note, "note");
    requireNonNull(duration, "duration");
    findings = List.copyOf(findings);
  }

  /** Whether it found what keeps the change from being merged. */
  public boolean failed() {
    return outcome == Outcome.FAILED;
  }
}
