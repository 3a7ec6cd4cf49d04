package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.answer.PlanAnswer;
import dev.migrationledger.runner.plan.Plan;

/** Shows a plan. */
final class PlanPrinter {

  private final Console console;

  PlanPrinter(Console console) {
    this.console = console;
  }

  ExitCode print(Plan plan, PlanAnswer answer, boolean json) {
    if (json) {
      console.raw(AnswerJson.write(answer));
    } else {
      human(plan, answer.target());
    }
    return plan.refused() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private void human(Plan plan, String target) {
    new FindingPrinter(console).printPlanned(plan.findings());
    if (plan.refused()) {
      console.answer("refused: nothing of target \"" + target + "\" would be touched");
      return;
    }
    if (plan.steps().isEmpty()) {
      console.answer("nothing to do: target \"" + target + "\" is up to date");
      return;
    }
    for (var step : plan.steps()) {
      console.answer(
          "would apply  "
              + step.source().file()
              + "  ("
              + step.statements()
              + (step.statements() == 1 ? " statement" : " statements")
              + (step.transactional() ? "" : ", outside a transaction")
              + ")");
    }
    console.answer(plan.steps().size() + " to apply on target \"" + target + "\"");
  }
}
