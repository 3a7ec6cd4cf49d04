package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a run was refused, and each file that broke a rule.
 *
 * @param target the target it is for
 * @param run the run's id
 * @param findings everything that was found
 */
public record RefuseRun(
    @TargetAggregateIdentifier String target, String run, List<Finding> findings)
    implements LedgerCommand {

  public RefuseRun {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    findings = List.copyOf(findings);
  }
}
