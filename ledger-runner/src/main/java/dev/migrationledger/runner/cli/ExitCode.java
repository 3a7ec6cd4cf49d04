package dev.migrationledger.runner.cli;

/** What the process's exit status says. */
public enum ExitCode {
  DONE(0),
  MIGRATION_FAILED(1),
  USAGE(2),
  REFUSED(3),
  PENDING(4),
  DRIFT(5),
  LOCK_BUSY(6),
  TAMPERED(7),
  CANNOT_DECIDE(8),
  UNREACHABLE(9);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The number the shell sees. */
  public int status() {
    return status;
  }
}
