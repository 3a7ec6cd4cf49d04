package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.domain.run.PlannedMigration;

/** A migration as JSON names it. */
public record MigrationAnswer(String version, String file, String checksum) {

  /** Of a plan's step. */
  public static MigrationAnswer of(PlannedMigration migration) {
    return new MigrationAnswer(
        migration.version().text(), migration.file(), migration.checksum().hex());
  }
}
