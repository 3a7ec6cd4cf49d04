package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RecoveryAction;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records the way out for something of the target that is broken.
 *
 * @param target the target it is for
 * @param plan the id of the plan that was agreed to
 * @param state the code of the failure state
 * @param subject what is broken
 * @param found how it was found, in words
 * @param actions what will be done, in order
 */
public record PlanRepair(
    @TargetAggregateIdentifier String target,
    String plan,
    String state,
    String subject,
    String found,
    List<RecoveryAction> actions)
    implements LedgerCommand {

  public PlanRepair {
    requireNonNull(target, "target");
    requireNonNull(plan, "plan");
    requireNonNull(state, "state");
    requireNonNull(subject, "subject");
    requireNonNull(found, "found");
    actions = List.copyOf(actions);
  }
}
