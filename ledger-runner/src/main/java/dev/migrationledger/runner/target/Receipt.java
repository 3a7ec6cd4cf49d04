package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;

/**
 * A row in the target that proves what ran there: committed together with the change, or not at
 * all.
 *
 * @param target the target's name in the ledger
 * @param run the run that wrote it
 * @param version the migration's number
 * @param file its file
 * @param checksum the bytes that ran
 * @param phase how far it says the migration came
 * @param statement the 1-based statement it speaks of; for {@code APPLIED} the last one
 * @param execution what the row knows; rows are not known to it and 0
 */
public record Receipt(
    String target,
    String run,
    Version version,
    String file,
    Checksum checksum,
    Phase phase,
    int statement,
    Execution execution) {

  /** How far a migration came. */
  public enum Phase {
    /** The statement of a non-transactional script is about to run; whether it did is not known. */
    BEGUN,
    /** The statement of a non-transactional script is done. */
    STEP,
    /** The migration is done. */
    APPLIED,
    /** The migration was taken back: file and checksum are those of its down script. */
    ROLLED_BACK
  }

  public Receipt {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(phase, "phase");
    requireNonNull(execution, "execution");
  }
}
