package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RecoveryAction;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Something of the target that belongs to no run was found broken, and a way out was chosen.
 *
 * @param target the target it happened on
 * @param plan the id of the plan that was agreed to
 * @param state the code of the failure state, e.g. {@code RECOVER-008}
 * @param subject what is broken, e.g. {@code index public.orders_idx}
 * @param found how it was found, in words
 * @param actions what will be done, in order
 */
@Revision("1")
public record RepairPlanned(
    String target,
    String plan,
    String state,
    String subject,
    String found,
    List<RecoveryAction> actions)
    implements RepairEvent {

  public RepairPlanned {
    requireNonNull(target, "target");
    requireNonNull(plan, "plan");
    requireNonNull(state, "state");
    requireNonNull(subject, "subject");
    requireNonNull(found, "found");
    actions = List.copyOf(actions);
  }
}
