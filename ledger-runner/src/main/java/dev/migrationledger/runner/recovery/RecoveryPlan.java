package dev.migrationledger.runner.recovery;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.script.Version;
import java.util.List;

/**
 * The way out of a failure state.
 *
 * @param version the migration
 * @param file its file
 * @param status the state it is in
 * @param found what was found, in words
 * @param actions what will be done, in order
 * @param resumeAfter the statement after which the script goes on, 0 for its beginning
 * @param cleanup statements to run first, each outside a transaction
 */
public record RecoveryPlan(
    Version version,
    String file,
    MigrationStatus status,
    String found,
    List<RecoveryAction> actions,
    int resumeAfter,
    List<String> cleanup) {

  public RecoveryPlan {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(status, "status");
    requireNonNull(found, "found");
    actions = List.copyOf(actions);
    cleanup = List.copyOf(cleanup);
  }
}
