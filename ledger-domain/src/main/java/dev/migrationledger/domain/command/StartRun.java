package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RuleOverride;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Declares what a run is about to execute.
 *
 * @param target the target it is for
 * @param run the run's id
 * @param plan what will be applied, in order
 * @param overrides the rules set aside for it
 * @param warnings findings that do not refuse
 * @param settings the settings it runs with
 */
public record StartRun(
    @TargetAggregateIdentifier String target,
    String run,
    List<PlannedMigration> plan,
    List<RuleOverride> overrides,
    List<Finding> warnings,
    Map<String, String> settings)
    implements LedgerCommand {

  public StartRun {
    requireNonNull(target, "target");
    if (run.isBlank()) {
      throw new IllegalArgumentException("a run needs an id");
    }
    plan = List.copyOf(plan);
    overrides = List.copyOf(overrides);
    warnings = List.copyOf(warnings);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
