package dev.migrationledger.runner.shadow;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.schema.SchemaSnapshot;
import java.time.Duration;

/**
 * What was proved of one down script.
 *
 * @param migration what it takes back
 * @param down its file and checksum
 * @param holds whether it gives back {@code before}, and the migration can be applied again
 * @param before the schema before the migration
 * @param after the schema after it
 */
public record DownProof(
    PlannedMigration migration,
    PlannedMigration down,
    boolean holds,
    SchemaSnapshot before,
    SchemaSnapshot after,
    Duration duration) {

  public DownProof {
    requireNonNull(migration, "migration");
    requireNonNull(down, "down");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    requireNonNull(duration, "duration");
  }
}
