package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedRollback;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Declares what a run is about to take back.
 *
 * @param target the target it is for
 * @param run the run's id
 * @param plan what will be taken back, highest version first
 * @param reason why
 * @param settings the settings it runs with
 */
public record StartRollback(
    @TargetAggregateIdentifier String target,
    String run,
    List<PlannedRollback> plan,
    String reason,
    Map<String, String> settings)
    implements LedgerCommand {

  public StartRollback {
    requireNonNull(target, "target");
    if (run.isBlank()) {
      throw new IllegalArgumentException("a run needs an id");
    }
    plan = List.copyOf(plan);
    requireNonNull(reason, "reason");
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
