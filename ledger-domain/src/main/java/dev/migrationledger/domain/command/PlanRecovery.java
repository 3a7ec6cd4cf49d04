package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records the way out of a failure state.
 *
 * @param target the target it is for
 * @param version the migration
 * @param found the failure state, in words
 * @param actions what will be done, in order
 */
public record PlanRecovery(
    @TargetAggregateIdentifier String target,
    Version version,
    String found,
    List<RecoveryAction> actions)
    implements LedgerCommand {

  public PlanRecovery {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(found, "found");
    actions = List.copyOf(actions);
  }
}
