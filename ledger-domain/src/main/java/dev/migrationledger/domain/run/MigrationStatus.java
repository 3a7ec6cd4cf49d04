package dev.migrationledger.domain.run;

/** Where a migration stands on a target. */
public enum MigrationStatus {
  /** Known and not run. */
  PENDING,
  /** Broke a rule; does not run until that is put right. */
  REJECTED,
  /** In the plan of a run that is not finished. */
  RUNNING,
  /** Ran, and its change is committed. */
  APPLIED,
  /** Was tried and left nothing behind. */
  FAILED,
  /** Was tried and stopped half-way: needs recovery. */
  UNKNOWN,
  /** Taken out of use; never runs. */
  RETIRED,
  /** Counts as done without having run. */
  BASELINED,
  /** Was applied and taken back by its down script. */
  ROLLED_BACK;

  /** Whether the schema holds what the migration does. */
  public boolean isDone() {
    return this == APPLIED || this == BASELINED;
  }

  /** Whether nothing is left to decide about it: it counts as done, or never runs. */
  public boolean isOver() {
    return isDone() || this == RETIRED;
  }

  /** Whether a run may try it. */
  public boolean mayRun() {
    return switch (this) {
      case PENDING, REJECTED, FAILED, ROLLED_BACK -> true;
      case RUNNING, APPLIED, UNKNOWN, RETIRED, BASELINED -> false;
    };
  }
}
