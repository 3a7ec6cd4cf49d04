package dev.migrationledger.runner.execute.work;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.target.Receipt.Phase;
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
 * @param end what its receipt says when all is done: {@code APPLIED} or {@code ROLLED_BACK}
 * @param verification looks at what it has done before that is kept
 */
public record Work(
    String target,
    String run,
    PlannedMigration migration,
    Path path,
    boolean transactional,
    int resumeAfterStatement,
    Phase end,
    Verification verification) {

  /** A migration to apply, which nobody verifies. */
  public Work(
      String target,
      String run,
      PlannedMigration migration,
      Path path,
      boolean transactional,
      int resumeAfterStatement) {
    this(
        target,
        run,
        migration,
        path,
        transactional,
        resumeAfterStatement,
        Phase.APPLIED,
        Verification.NONE);
  }

  /** A down script to run, in one transaction or not at all. */
  public static Work back(String target, String run, PlannedMigration down, Path path) {
    return new Work(target, run, down, path, true, 0, Phase.ROLLED_BACK, Verification.NONE);
  }

  /** The same, to be verified before it is kept. */
  public Work verifiedBy(Verification other) {
    return new Work(target, run, migration, path, transactional, resumeAfterStatement, end, other);
  }

  public Work {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(migration, "migration");
    requireNonNull(path, "path");
    requireNonNull(end, "end");
    requireNonNull(verification, "verification");
    if (resumeAfterStatement < 0 || (transactional && resumeAfterStatement > 0)) {
      throw new IllegalArgumentException(
          "only a non-transactional migration is resumed: after statement " + resumeAfterStatement);
    }
  }
}
