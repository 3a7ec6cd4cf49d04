package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a replay saw.
 *
 * @param serverVersion the server's, e.g. {@code 18.1}
 * @param objectsSeen whether touched objects were noted; it takes a superuser
 * @param migrations those replayed, the one that failed the last
 * @param failures why it stopped before the end: one, or none
 */
public record Trace(
    String serverVersion,
    boolean objectsSeen,
    List<TracedMigration> migrations,
    List<ReplayFailure> failures) {

  public Trace {
    requireNonNull(serverVersion, "serverVersion");
    migrations = List.copyOf(migrations);
    failures = List.copyOf(failures);
  }

  /** Why it stopped before the end. */
  public Optional<ReplayFailure> failure() {
    return failures.stream().findFirst();
  }
}
