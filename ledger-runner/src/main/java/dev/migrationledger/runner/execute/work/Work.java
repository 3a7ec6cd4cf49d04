package dev.migrationledger.runner.execute.work;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import java.nio.file.Path;

/**
 * One migration to carry out.
 *
 * @param target the target's name in the ledger
 * @param run the run it belongs to
 * @param migration what was planned
 * @param path where the file lies
 * @param transactional whether it may run in one transaction
 * @param resumeAfterStatement statements of a non-transactional script that are done already
 */
public record Work(
    String target,
    String run,
    PlannedMigration migration,
    Path path,
    boolean transactional,
    int resumeAfterStatement) {

  public Work {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(migration, "migration");
    requireNonNull(path, "path");
    if (resumeAfterStatement < 0 || (transactional && resumeAfterStatement > 0)) {
      throw new IllegalArgumentException(
          "only a non-transactional migration is resumed: after statement " + resumeAfterStatement);
    }
  }
}
