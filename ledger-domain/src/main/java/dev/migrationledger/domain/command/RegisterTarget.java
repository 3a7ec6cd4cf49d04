package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Puts a database under the ledger's care; says nothing new when it is already.
 *
 * @param target the target it is for
 * @param environment {@code production}, {@code staging}, {@code development} or {@code test}
 * @param systemIdentifier the cluster's identifier
 * @param database the database's name
 */
public record RegisterTarget(
    @TargetAggregateIdentifier String target,
    String environment,
    String systemIdentifier,
    String database)
    implements LedgerCommand {

  public RegisterTarget {
    requireNonNull(target, "target");
    requireNonNull(environment, "environment");
    requireNonNull(systemIdentifier, "systemIdentifier");
    requireNonNull(database, "database");
  }
}
