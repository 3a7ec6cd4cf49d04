package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;

/**
 * One step of a rollback's plan.
 *
 * @param version the migration that is taken back
 * @param applied the bytes that were applied
 * @param file its down script
 * @param checksum the down script's bytes
 * @param schema SHA-256 of the snapshot that the target shall have afterwards, as a replay proved
 */
public record PlannedRollback(
    Version version, Checksum applied, String file, Checksum checksum, String schema) {

  public PlannedRollback {
    requireNonNull(version, "version");
    requireNonNull(applied, "applied");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(schema, "schema");
  }

  /** The down script as what is executed. */
  public PlannedMigration script() {
    return new PlannedMigration(version, file, checksum);
  }
}
