package dev.migrationledger.runner.cli.change;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.change.Judging;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Closes an exception after somebody looked at it. */
@Command(
    name = "review",
    description = {
      "Records that you looked at a migration for which somebody broke glass (--break-glass).",
      "Until then \"ledger status\" flags it unreviewed, and reports list it as open."
    },
    footer = {
      "",
      "Example:",
      "  ledger review 0031 --reason \"read it afterwards, nothing wrong\"",
      "",
      "Exit: 0 done, 3 there is nothing to review, or it is your own"
    })
public final class ReviewCommand extends LedgerTask {

  @Parameters(paramLabel = "VERSION", description = "The migration, e.g. 0031")
  private String version = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Override
  protected ExitCode run(Workspace workspace) {
    var migration = DeployOptions.version(version);
    var events =
        new Judging(
                workspace.settings().approvals().people(),
                workspace.recorderWithoutTarget(),
                workspace.who())
            .review(migration, reason.text(), brokenBy(workspace, migration));
    var answer = migration + " is reviewed by " + workspace.who() + ": " + reason.text();
    if (json()) {
      answer(
          DoneAnswer.of("review", workspace.target(), workspace.gateway().asOf(), answer, events));
    } else {
      console().answer(answer);
    }
    return ExitCode.DONE;
  }

  /** Who set the rules aside that nobody has looked at; a service knows it by itself. */
  private static List<String> brokenBy(Workspace workspace, Version migration) {
    var state = workspace.gateway().state(workspace.target());
    return workspace.isRemote() || state.approvals().unreviewed(migration).isEmpty()
        ? List.of()
        : Judging.brokenBy(workspace.queries(), state, workspace.target(), migration);
  }
}
