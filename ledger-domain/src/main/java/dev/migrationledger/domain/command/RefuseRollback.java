package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a rollback was refused.
 *
 * @param target the target it is for
 * @param run the run's id
 * @param to the version that was to be the highest afterwards
 * @param reason why it was wanted
 * @param findings everything that was found
 */
public record RefuseRollback(
    @TargetAggregateIdentifier String target,
    String run,
    String to,
    String reason,
    List<Finding> findings)
    implements LedgerCommand {

  public RefuseRollback {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(to, "to");
    requireNonNull(reason, "reason");
    findings = List.copyOf(findings);
  }
}
