package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.UsageProblem;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks on a terminal before something is executed.
 *
 * @param yes whether it was agreed to on the command line
 * @param verb what is going to be done, e.g. {@code recover}
 */
public record Asking(Console console, boolean yes, String verb) {

  /** Asks before something is recovered. */
  Asking(Console console, boolean yes) {
    this(console, yes, "recover");
  }

  /**
   * Whether it may go on.
   *
   * @throws UsageProblem when nobody can be asked
   */
  public boolean agrees(String what) {
    if (yes) {
      return true;
    }
    var terminal = Optional.ofNullable(System.console()).filter(c -> console.isTerminal());
    if (terminal.isEmpty()) {
      throw new UsageProblem(
          "nobody can be asked here: add --yes to " + verb + " " + what + " without asking");
    }
    console.flush();
    var line = terminal.get().readLine("%s %s now? [y/N] ", capital(), what);
    return line != null && line.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private String capital() {
    return verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1);
  }
}
