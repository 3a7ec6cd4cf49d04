package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import org.axonframework.serialization.Revision;

/**
 * A database was put under the ledger's care.
 *
 * @param target the target it happened on
 * @param environment {@code production}, {@code staging}, {@code development} or {@code test}
 * @param systemIdentifier the cluster's identifier from {@code pg_control_system()}
 * @param database the database's name
 */
@Revision("1")
public record TargetRegistered(
    String target, String environment, String systemIdentifier, String database)
    implements LedgerEvent {

  public TargetRegistered {
    requireNonNull(target, "target");
    requireNonNull(environment, "environment");
    requireNonNull(systemIdentifier, "systemIdentifier");
    requireNonNull(database, "database");
  }
}
