package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How a migration was carried out on the target.
 *
 * @param startedAt the target's clock before the first statement
 * @param endedAt the target's clock after the last
 * @param durationMs milliseconds spent, waiting and failed attempts included
 * @param statements how many statements ran to their end
 * @param rows rows they report as changed
 * @param lockWaitMs milliseconds lost to lock timeouts and retries
 * @param attempts how often it was tried, 1 when it worked at once
 * @param role the database role that ran it
 * @param backendPid the server process
 * @param transactionId the target's transaction, empty for a non-transactional migration
 */
public record Execution(
    Instant startedAt,
    Instant endedAt,
    long durationMs,
    int statements,
    long rows,
    long lockWaitMs,
    int attempts,
    String role,
    int backendPid,
    String transactionId) {

  public Execution {
    requireNonNull(startedAt, "startedAt");
    requireNonNull(endedAt, "endedAt");
    requireNonNull(role, "role");
    requireNonNull(transactionId, "transactionId");
  }
}
