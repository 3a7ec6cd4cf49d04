package dev.migrationledger.runner.deploy;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import java.util.List;
import java.util.Optional;

/**
 * How a deploy ended.
 *
 * @param run the run's id, empty when nothing had to be done
 * @param outcome how it ended
 * @param applied what was applied, in order
 * @param failures the migration that failed, if one did: none or one
 * @param notTried what was planned and not tried, in order
 * @param findings everything found beforehand
 * @param settled what became of an earlier run that nobody saw end, empty when there was none
 * @param note what a reader has to know besides, empty when nothing
 */
public record DeployReport(
    String run,
    Outcome outcome,
    List<Applied> applied,
    List<Failed> failures,
    List<PlannedMigration> notTried,
    List<Finding> findings,
    List<String> settled,
    String note) {

  /** How a deploy ended. */
  public enum Outcome {
    NOTHING_TO_DO,
    SUCCEEDED,
    FAILED,
    REFUSED,
    /** The run stopped because the ledger or the target went away; the next run finds out. */
    UNCERTAIN
  }

  /** A migration that was applied, and how. */
  public record Applied(PlannedMigration migration, Execution execution) {}

  /** The migration that failed, and why. */
  public record Failed(PlannedMigration migration, Failure failure, int attempts) {}

  public DeployReport {
    requireNonNull(run, "run");
    requireNonNull(outcome, "outcome");
    applied = List.copyOf(applied);
    failures = List.copyOf(failures);
    notTried = List.copyOf(notTried);
    findings = List.copyOf(findings);
    settled = List.copyOf(settled);
    requireNonNull(note, "note");
  }

  /** The migration that failed, if one did. */
  public Optional<Failed> failed() {
    return failures.stream().findFirst();
  }
}
