package dev.migrationledger.runner.recovery.state;

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
 * @param inDoubt the statement of which nobody can tell whether it was carried out, 0 when none
 * @param correction the file beside what ran of it
 */
public record RecoveryPlan(
    Version version,
    String file,
    MigrationStatus status,
    String found,
    List<RecoveryAction> actions,
    int resumeAfter,
    List<String> cleanup,
    int inDoubt,
    Correction correction) {

  public RecoveryPlan {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(status, "status");
    requireNonNull(found, "found");
    actions = List.copyOf(actions);
    cleanup = List.copyOf(cleanup);
    requireNonNull(correction, "correction");
  }

  /** The same, with a statement of which nobody can tell whether it was carried out. */
  public RecoveryPlan inDoubt(int statement) {
    return with(resumeAfter, statement);
  }

  /** The same, with the statement in doubt taken as carried out. */
  public RecoveryPlan past() {
    return with(inDoubt, 0);
  }

  private RecoveryPlan with(int after, int doubtful) {
    return new RecoveryPlan(
        version, file, status, found, actions, after, cleanup, doubtful, correction);
  }

  /** Whether the file still holds what has run of it, so that it can go on. */
  public boolean canGoOn() {
    return correction.allows(resumeAfter);
  }

  /** Whether something of the migration has run, or may have. */
  public boolean isBegun() {
    return resumeAfter > 0 || inDoubt > 0;
  }

  /** What was found, and which statements come from which bytes. */
  public String foundWithBytes() {
    return correction.isNone() ? found : found + "; " + correction.told(resumeAfter);
  }
}
