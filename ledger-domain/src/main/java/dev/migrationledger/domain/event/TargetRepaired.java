package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import org.axonframework.serialization.Revision;

/**
 * Something of the target was repaired, or accepted as it is.
 *
 * @param target the target it happened on
 * @param plan the id of the plan that was agreed to
 * @param state the code of the failure state, e.g. {@code RECOVER-008}
 * @param subject what was broken
 * @param accepted whether it stays as it is and is no failure from now on
 * @param done what was done
 * @param proof what shows that it holds
 * @param reason why, as the actor put it
 */
@Revision("1")
public record TargetRepaired(
    String target,
    String plan,
    String state,
    String subject,
    boolean accepted,
    String done,
    String proof,
    String reason)
    implements RepairEvent {

  public TargetRepaired {
    requireNonNull(target, "target");
    requireNonNull(plan, "plan");
    requireNonNull(state, "state");
    requireNonNull(subject, "subject");
    requireNonNull(done, "done");
    requireNonNull(proof, "proof");
    requireNonNull(reason, "reason");
  }
}
