package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.UsageProblem;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks on a terminal before something is executed.
 *
 * @param yes whether it was agreed to on the command line
 */
record Asking(Console console, boolean yes) {

  /**
   * Whether it may go on.
   *
   * @throws UsageProblem when nobody can be asked
   */
  boolean agrees(String what) {
    if (yes) {
      return true;
    }
    var terminal = Optional.ofNullable(System.console()).filter(c -> console.isTerminal());
    if (terminal.isEmpty()) {
      throw new UsageProblem(
          "nobody can be asked here: add --yes to recover " + what + " without asking");
    }
    console.flush();
    var line = terminal.get().readLine("Recover %s now? [y/N] ", what);
    return line != null && line.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
