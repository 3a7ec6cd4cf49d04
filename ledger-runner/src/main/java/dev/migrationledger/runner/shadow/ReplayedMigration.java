package dev.migrationledger.runner.shadow;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import java.time.Duration;

/**
 * One migration of a replay.
 *
 * @param duration how long it took; zero when it was not run because its schema is known
 * @param failed whether the replay ended with it
 */
public record ReplayedMigration(PlannedMigration planned, Duration duration, boolean failed) {

  public ReplayedMigration {
    requireNonNull(planned, "planned");
    requireNonNull(duration, "duration");
  }
}
