package dev.migrationledger.runner.cli.demo;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerCli;
import java.util.HashMap;
import java.util.Map;

/** Where the demo's commands are run: really run, by the program itself, in the scratch folder. */
final class DemoStage {

  private final Console console;
  private final Map<String, String> environment;
  private final DemoFolder folder;

  DemoStage(Console console, Map<String, String> environment, DemoFolder folder) {
    this.console = console;
    this.folder = folder;
    this.environment = new HashMap<>(environment);
    this.environment
        .keySet()
        .removeIf(name ->
            name.startsWith("PG") || name.startsWith("LEDGER_") || name.equals("DATABASE_URL"));
  }

  DemoFolder folder() {
    return folder;
  }

  /** Says what happens next in the story. */
  void tell(String text) {
    console.answer("");
    console.answer(Console.Paint.STRONG, "# " + text);
  }

  /**
   * Runs a command and shows it with its output; the story goes on only if it ends as it should.
   */
  void run(ExitCode expected, String... words) {
    var shown = new StringBuilder("$ ledger");
    for (var word : words) {
      shown.append(' ').append(word.matches("[A-Za-z0-9_./:-]+") ? word : "\"" + word + "\"");
    }
    console.answer(Console.Paint.STRONG, shown.toString());
    var status = LedgerCli.run(console, environment, folder.path(), words);
    if (status != expected.status()) {
      throw new DemoBroken(shown + " ended with " + status + ", not " + expected.status());
    }
    if (status != 0) {
      console.answer(Console.Paint.FAINT, "(exit " + status + ")");
    }
  }

  /** The story did not go as it should: a defect of the program. */
  static final class DemoBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoBroken(String message) {
      super(message);
    }
  }
}
