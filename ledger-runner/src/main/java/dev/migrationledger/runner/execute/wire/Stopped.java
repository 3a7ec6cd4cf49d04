package dev.migrationledger.runner.execute.wire;

import java.sql.SQLException;

/** Ends an attempt: a command did not run to its end, or must not run. */
public final class Stopped extends Exception {

  private final transient Command command;
  private final SQLException error;
  private final boolean commitSent;

  public Stopped(Command command, SQLException error, boolean commitSent) {
    super(error);
    this.command = command;
    this.error = error;
    this.commitSent = commitSent;
  }

  public Command command() {
    return command;
  }

  public SQLException error() {
    return error;
  }

  /** Whether a COMMIT was on its way, so that a lost connection leaves doubt. */
  public boolean commitSent() {
    return commitSent;
  }
}
