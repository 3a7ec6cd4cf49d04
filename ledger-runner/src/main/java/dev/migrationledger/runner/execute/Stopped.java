package dev.migrationledger.runner.execute;

import java.sql.SQLException;

/** Ends an attempt: a command did not run to its end, or must not run. */
final class Stopped extends Exception {

  private final transient Command command;
  private final SQLException error;
  private final boolean commitSent;

  Stopped(Command command, SQLException error, boolean commitSent) {
    super(error);
    this.command = command;
    this.error = error;
    this.commitSent = commitSent;
  }

  Command command() {
    return command;
  }

  SQLException error() {
    return error;
  }

  /** Whether a COMMIT was on its way, so that a lost connection leaves doubt. */
  boolean commitSent() {
    return commitSent;
  }
}
