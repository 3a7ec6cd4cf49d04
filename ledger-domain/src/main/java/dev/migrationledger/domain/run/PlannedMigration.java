package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;

/**
 * One step of a run's plan.
 *
 * @param version the migration's number
 * @param file its file
 * @param checksum the bytes that will run
 */
public record PlannedMigration(Version version, String file, Checksum checksum) {

  public PlannedMigration {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
  }
}
