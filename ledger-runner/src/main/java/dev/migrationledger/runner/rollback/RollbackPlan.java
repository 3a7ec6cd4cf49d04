package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.script.Version;
import java.util.List;

/**
 * What a rollback will do, and what stands against it.
 *
 * @param to the version that is the highest afterwards
 * @param steps what will be taken back, highest first; those that could be proved when refused
 * @param findings what stands against it; none when it may start
 */
public record RollbackPlan(Version to, List<RollbackStep> steps, List<Finding> findings) {

  public RollbackPlan {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
  }

  /** Whether a finding keeps it from starting. */
  public boolean refused() {
    return findings.stream().anyMatch(Finding::blocks);
  }

  /** The steps as the ledger records them. */
  List<PlannedRollback> intent() {
    return steps.stream().map(RollbackStep::planned).toList();
  }
}
