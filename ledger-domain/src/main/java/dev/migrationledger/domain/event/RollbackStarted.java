package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedRollback;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;

/**
 * A rollback is about to execute its plan: recorded before the first statement.
 *
 * @param target the target it happened on
 * @param run the run's id
 * @param plan what will be taken back, highest version first
 * @param reason why, as the actor put it
 * @param settings the settings it runs with
 */
@Revision("1")
public record RollbackStarted(
    String target,
    String run,
    List<PlannedRollback> plan,
    String reason,
    Map<String, String> settings)
    implements RollbackEvent {

  public RollbackStarted {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    plan = List.copyOf(plan);
    requireNonNull(reason, "reason");
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
