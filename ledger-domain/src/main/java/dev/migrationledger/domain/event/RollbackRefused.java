package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A rollback did not start: nothing was executed.
 *
 * @param target the target it happened on
 * @param run the run's id
 * @param to the version that was to be the highest afterwards
 * @param reason why it was wanted, as the actor put it
 * @param findings what stood against it
 */
@Revision("1")
public record RollbackRefused(
    String target, String run, String to, String reason, List<Finding> findings)
    implements RollbackEvent {

  public RollbackRefused {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(to, "to");
    requireNonNull(reason, "reason");
    findings = List.copyOf(findings);
  }
}
