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

/** Checks every rule, and runs nothing. */
@Command(
    name = "validate",
    description =
        "Checks names, order, duplicates, dependencies, edits and receipts; runs and records nothing.",
    footer = {
      "",
      "Examples:",
      "  ledger validate",
      "  ledger validate --output json",
      "",
      "Exit: 0 nothing refuses, 3 something does"
    })
public final class ValidateCommand extends LedgerTask {

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
    if (json()) {
      answer(PlanAnswer.of("validate", workspace.target(), workspace.gateway().asOf(), plan));
    } else {
      new FindingPrinter(console()).printPlanned(plan.findings());
      var errors = plan.findings().stream().filter(f -> f.blocks()).count();
      console()
          .answer(
              errors == 0
                  ? "valid: nothing refuses a run (" + plan.steps().size() + " pending)"
                  : errors + (errors == 1 ? " finding refuses" : " findings refuse") + " a run");
    }
    return plan.refused() ? ExitCode.REFUSED : ExitCode.DONE;
  }
}
