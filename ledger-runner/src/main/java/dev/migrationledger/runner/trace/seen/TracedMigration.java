package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What one migration did.
 *
 * @param transactional whether it ran as one transaction
 */
public record TracedMigration(
    String file, boolean transactional, Duration duration, List<TracedStatement> statements) {

  public TracedMigration {
    requireNonNull(file, "file");
    requireNonNull(duration, "duration");
    statements = List.copyOf(statements);
  }
}
