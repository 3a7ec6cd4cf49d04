package dev.migrationledger.runner.rollback;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import java.util.List;
import java.util.Optional;

/**
 * How a rollback ended.
 *
 * @param run the run's id, empty when nothing was recorded
 * @param outcome how it ended
 * @param plan what was to be done
 * @param rolledBack what was taken back, in order
 * @param failures the down script that failed, if one did: none or one
 * @param findings what was found in what the down scripts made
 * @param note what a reader has to know besides, empty when nothing
 */
public record RollbackReport(
    String run,
    Outcome outcome,
    RollbackPlan plan,
    List<RolledBack> rolledBack,
    List<Failed> failures,
    List<Finding> findings,
    String note) {

  /** How a rollback ended. */
  public enum Outcome {
    SUCCEEDED,
    /** A down script failed. */
    FAILED,
    /** A down script ran, the schema was not the expected one, and nothing of it was kept. */
    NOT_AS_BEFORE,
    /** The ledger or the target went away; the next run finds out. */
    UNCERTAIN
  }

  /**
   * A migration that was taken back.
   *
   * @param schema SHA-256 of the snapshot that it came back to
   */
  public record RolledBack(RollbackStep step, Execution execution, String schema) {}

  /** The down script that failed, and why. */
  public record Failed(RollbackStep step, Failure failure, int attempts) {}

  public RollbackReport {
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
    requireNonNull(plan, "plan");
    rolledBack = List.copyOf(rolledBack);
    failures = List.copyOf(failures);
    findings = List.copyOf(findings);
    requireNonNull(note, "note");
  }

  /** The down script that failed, if one did. */
  public Optional<Failed> failed() {
    return failures.stream().findFirst();
  }

  /** What was planned and not tried. */
  public List<RollbackStep> notTried() {
    return plan.steps().subList(rolledBack.size() + failures.size(), plan.steps().size());
  }
}
