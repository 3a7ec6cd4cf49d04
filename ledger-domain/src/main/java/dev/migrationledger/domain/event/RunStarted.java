package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;

/**
 * A run is about to execute its plan: the intent, durable before the first statement.
 *
 * @param target the target it happened on
 * @param run the run's id
 * @param plan what will be applied, in order
 * @param settings the settings it runs with
 */
@Revision("1")
public record RunStarted(
    String target, String run, List<PlannedMigration> plan, Map<String, String> settings)
    implements LedgerEvent {

  public RunStarted {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    plan = List.copyOf(plan);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
