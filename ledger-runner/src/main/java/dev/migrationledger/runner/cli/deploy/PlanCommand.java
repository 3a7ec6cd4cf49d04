package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.answer.PlanAnswer;
import dev.migrationledger.runner.deploy.DryRun;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a run would do. */
@Command(
    name = "plan",
    description = "Says what migrate would apply, in order, and what stands against it.",
    footer = {
      "",
      "Examples:",
      "  ledger plan",
      "  ledger plan --to 0031 --output json",
      "",
      "Exit: 0 it would run, 3 it would be refused"
    })
public final class PlanCommand extends LedgerTask {

  @Mixin private DeployOptions options = new DeployOptions();

  @Override
  protected Map<Setting, String> ownSettings() {
    return options.settings();
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var state = workspace.gateway().state(workspace.target());
    var plan =
        DryRun.plan(
            options.requestOfAnybody(workspace), workspace.session(), state, workspace.texts());
    return new PlanPrinter(console())
        .print(
            plan,
            PlanAnswer.of("plan", workspace.target(), workspace.gateway().asOf(), plan),
            json());
  }
}
