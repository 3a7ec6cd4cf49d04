package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a planned repair is done.
 *
 * @param target the target it is for
 * @param plan the id of the plan that was agreed to
 * @param state the code of the failure state
 * @param subject what was broken
 * @param accepted whether it stays as it is and is no failure from now on
 * @param done what was done
 * @param proof what shows that it holds
 * @param reason why
 */
public record CompleteRepair(
    @TargetAggregateIdentifier String target,
    String plan,
    String state,
    String subject,
    boolean accepted,
    String done,
    String proof,
    String reason)
    implements LedgerCommand {

  public CompleteRepair {
    requireNonNull(target, "target");
    requireNonNull(plan, "plan");
    requireNonNull(state, "state");
    requireNonNull(subject, "subject");
    requireNonNull(done, "done");
    requireNonNull(proof, "proof");
    requireNonNull(reason, "reason");
  }
}
