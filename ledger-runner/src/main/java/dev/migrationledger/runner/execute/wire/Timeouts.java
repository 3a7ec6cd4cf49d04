package dev.migrationledger.runner.execute.wire;

import dev.migrationledger.runner.execute.work.ExecutionSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings every script starts with. The time zone is UTC wherever the runner runs: the driver
 * would otherwise set the zone of its own machine, and a literal without one would mean another
 * instant there.
 */
public final class Timeouts {

  private Timeouts() {}

  /** Until the end of the transaction. */
  public static List<Command> local(ExecutionSettings settings) {
    return commands("SET LOCAL ", settings);
  }

  /** Until the session is reset. */
  public static List<Command> ofSession(ExecutionSettings settings) {
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
