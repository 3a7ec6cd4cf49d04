package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.Table;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened, event by event. */
@Command(
    name = "history",
    aliases = "log",
    description = "Shows what happened, event by event, oldest first.",
    footer = {
      "",
      "Examples:",
      "  ledger history",
      "  ledger history 0029",
      "  ledger history --newest 20",
      "  ledger history --by dana"
    })
public final class HistoryCommand extends LedgerTask {

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "One migration, e.g. 0029")
  private String version = "";

  @Option(names = "--by", paramLabel = "NAME", description = "Only what this actor caused")
  private String actor = "";

  @Option(names = "--newest", paramLabel = "N", description = "Only the newest N events")
  private int newest;

  @Override
  protected ExitCode run(Workspace workspace) {
    if (newest < 0) {
      throw new UsageProblem("--newest " + newest + " is no number of events; use one above 0");
    }
    var one = version.isEmpty() ? "" : DeployOptions.version(version).text();
    var filter = new HistoryFilter(one, "", actor, "", "", "", newest);
    var answer = workspace.answers().history(workspace.target(), filter);
    if (answer.events().isEmpty()) {
      noteUnknownTarget(workspace);
    }
    if (json()) {
      answer(answer);
      return ExitCode.DONE;
    }
    var table = new Table("index", "at", "actor", "event", "what");
    for (var e : answer.events()) {
      table.row(Long.toString(e.index()), e.at().text(), e.actor(), e.event(), e.sentence());
    }
    if (table.isEmpty()) {
      console()
          .answer(
              "nothing is on record"
                  + (one.isEmpty() ? "" : " of " + one)
                  + (actor.isEmpty() ? "" : " by " + actor)
                  + " for target \""
                  + workspace.target()
                  + "\"");
    } else {
      table.lines().forEach(line -> console().answer(line));
    }
    return ExitCode.DONE;
  }
}
