package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

/**
 * Which database a session is in.
 *
 * @param systemIdentifier the cluster's identifier, or a substitute when the role may not read it
 * @param substitute whether the identifier is a substitute, made of address and database number
 * @param database the database's name
 * @param serverVersion e.g. {@code 18.1}
 * @param sessionUser the role that logged in
 * @param backendPid the server process
 */
public record TargetIdentity(
    String systemIdentifier,
    boolean substitute,
    String database,
    String serverVersion,
    String sessionUser,
    int backendPid) {

  public TargetIdentity {
    requireNonNull(systemIdentifier, "systemIdentifier");
    requireNonNull(database, "database");
    requireNonNull(serverVersion, "serverVersion");
    requireNonNull(sessionUser, "sessionUser");
  }
}
