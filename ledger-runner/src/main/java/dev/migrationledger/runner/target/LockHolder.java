package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A database session that holds, or waits for, a lock; what the role may not see is empty.
 *
 * @param pid its server process
 * @param role the role it logged in as
 * @param application its application_name
 * @param clientAddress where it comes from, empty for a local socket
 * @param since the start of its transaction, or of its session when it is in none
 */
public record LockHolder(
    int pid, String role, String application, String clientAddress, Instant since) {

  public LockHolder {
    requireNonNull(role, "role");
    requireNonNull(application, "application");
    requireNonNull(clientAddress, "clientAddress");
    requireNonNull(since, "since");
  }

  /** For a message, e.g. {@code process 4711 (psql, role reporting, from 10.0.0.7) since …}. */
  public String describe() {
    return "process "
        + pid
        + " ("
        + (application.isEmpty() ? "no application name" : application)
        + ", role "
        + (role.isEmpty() ? "unknown" : role)
        + (clientAddress.isEmpty() ? "" : ", from " + clientAddress)
        + ") since "
        + since;
  }
}
