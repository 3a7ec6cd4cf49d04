package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Script;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records the scripts that are new, or new in bytes and not applied.
 *
 * @param target the target it is for
 * @param scripts what the folder holds and passed every rule
 */
public record DiscoverMigrations(@TargetAggregateIdentifier String target, List<Script> scripts)
    implements LedgerCommand {

  public DiscoverMigrations {
    requireNonNull(target, "target");
    scripts = List.copyOf(scripts);
  }
}
