package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

/**
 * Where and why a replay stopped.
 *
 * @param line from 1; 0 when the server named no place
 * @param sqlState the server's; empty when it was not the server that stopped it
 */
public record ReplayFailure(
    String file, int statement, int line, int column, String sqlState, String message) {

  public ReplayFailure {
    requireNonNull(file, "file");
    requireNonNull(sqlState, "sqlState");
    requireNonNull(message, "message");
  }
}
