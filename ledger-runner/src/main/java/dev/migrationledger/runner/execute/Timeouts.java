package dev.migrationledger.runner.execute;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings every script starts with. The time zone is UTC wherever the runner runs: the driver
 * would otherwise set the zone of its own machine, and a literal without one would mean another
 * instant there.
 */
final class Timeouts {

  private Timeouts() {}

  /** Until the end of the transaction. */
  static List<Command> local(ExecutionSettings settings) {
    return commands("SET LOCAL ", settings);
  }

  /** Until the session is reset. */
  static List<Command> ofSession(ExecutionSettings settings) {
    return commands("SET ", settings);
  }

  private static List<Command> commands(String set, ExecutionSettings settings) {
    List<Command> commands = new ArrayList<>();
    commands.add(Command.Own.of(set + "lock_timeout = " + settings.lockTimeout().toMillis()));
    if (!settings.statementTimeout().isZero()) {
      commands.add(
          Command.Own.of(set + "statement_timeout = " + settings.statementTimeout().toMillis()));
    }
    commands.add(Command.Own.of(set + "TimeZone = 'UTC'"));
    return commands;
  }
}
