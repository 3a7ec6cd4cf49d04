package dev.migrationledger.runner.cli.change;

import dev.migrationledger.runner.change.Changes;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts an edit of an applied migration. */
@Command(
    name = "ack",
    description =
        "Accepts the text an applied migration's file has now; the text that ran stays on record.",
    footer = {
      "",
      "Example:",
      "  ledger ack 0029 --reason \"comment only\" --approved-by dana@example.com",
      "",
      "Exit: 0 done, 3 there is no such edit"
    })
public final class AckCommand extends LedgerTask {

  @Parameters(paramLabel = "VERSION", description = "The migration, e.g. 0029")
  private String version = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Option(names = "--approved-by", paramLabel = "NAME", description = "Who approved it")
  private String approvedBy = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    var migration = DeployOptions.version(version);
    var events =
        Changes.begin(DeployOptions.looking(workspace), workspace.session(), workspace.recorder())
            .acknowledge(migration, reason.text(), approvedBy);
    var answer =
        events.isEmpty()
            ? "the edit of " + migration + " was acknowledged before; nothing new is recorded"
            : "the edit of " + migration + " is acknowledged: " + reason.text();
    if (json()) {
      answer(DoneAnswer.of("ack", workspace.target(), workspace.gateway().asOf(), answer, events));
    } else {
      console().answer(answer);
    }
    return ExitCode.DONE;
  }
}
