package dev.migrationledger.runner.cli.change;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.workspace.Workspace;
import picocli.CommandLine.Command;

/** Makes the projections anew from the events. */
@Command(
    name = "rebuild",
    description =
        "Replays all events into new tables, compares them with the old ones, and switches.",
    footer = {"", "Exit: 0 the old tables said the same, 7 they did not (they do now)"})
public final class RebuildCommand extends LedgerTask {

  @Override
  protected ExitCode run(Workspace workspace) {
    var answer = workspace.queries().rebuild();
    if (json()) {
      answer(answer);
    } else {
      answer.projections().forEach(p -> console().answer(p.sentence()));
      console()
          .answer(
              answer.same() ? "rebuilt: nothing differed" : "rebuilt: the differences are gone");
    }
    return answer.same() ? ExitCode.DONE : ExitCode.TAMPERED;
  }
}
