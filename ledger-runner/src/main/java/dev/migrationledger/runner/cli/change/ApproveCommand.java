package dev.migrationledger.runner.cli.change;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.change.Judging;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Approves a migration before it runs. */
@Command(
    name = "approve",
    description = {
      "Approves that a migration runs on the target, in exactly the bytes its file has now.",
      "Needs the folder and the ledger, and no connection to the target."
    },
    footer = {
      "",
      "Examples:",
      "  ledger approve 0031 --reason \"read it, locks are short\"",
      "  ledger approve 0031 --withdraw --reason \"the index is wrong\"",
      "",
      "Exit: 0 done, 3 it is your own work, has run, or is not known"
    })
public final class ApproveCommand extends LedgerTask {

  @Parameters(paramLabel = "VERSION", description = "The migration, e.g. 0031")
  private String version = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Option(names = "--withdraw", description = "Take every approval of it back")
  private boolean withdraw;

  @Override
  protected ExitCode run(Workspace workspace) {
    var migration = DeployOptions.version(version);
    var judging =
        new Judging(
            workspace.settings().approvals().people(),
            workspace.recorderWithoutTarget(),
            workspace.who());
    var events =
        withdraw
            ? judging.withdraw(migration, reason.text())
            : judging.approve(
                migration,
                reason.text(),
                MigrationDirectory.read(workspace.migrations(), workspace.settings().naming()),
                workspace.settings().naming(),
                workspace.history());
    var answer = told(migration, workspace, events);
    if (json()) {
      answer(
          DoneAnswer.of("approve", workspace.target(), workspace.gateway().asOf(), answer, events));
    } else {
      console().answer(answer);
    }
    return ExitCode.DONE;
  }

  private String told(Version migration, Workspace workspace, List<StoredEvent> events) {
    if (withdraw) {
      return events.isEmpty()
          ? "no approval of " + migration + " stands; nothing new is recorded"
          : "the approval of " + migration + " is withdrawn: " + reason.text();
    }
    return events.isEmpty()
        ? workspace.who() + " approved " + migration + " before; nothing new is recorded"
        : migration
            + " is approved for target \""
            + workspace.target()
            + "\" by "
            + workspace.who()
            + ": "
            + reason.text();
  }
}
