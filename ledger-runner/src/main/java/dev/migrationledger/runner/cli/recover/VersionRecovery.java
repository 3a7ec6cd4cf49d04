package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.answer.RecoverAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.recovery.Recovery;
import dev.migrationledger.runner.recovery.state.RecoveryPlan;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.List;
import java.util.Locale;

/** Applies or resumes one migration. */
final class VersionRecovery {

  private final Workspace workspace;
  private final Console console;
  private final boolean json;

  VersionRecovery(Workspace workspace, Console console, boolean json) {
    this.workspace = workspace;
    this.console = console;
    this.json = json;
  }

  private Recovery begin(DeployRequest request) {
    return Recovery.begin(request, workspace.session(), workspace.recorder(), workspace.address());
  }

  ExitCode show() {
    var recovery = begin(DeployOptions.looking(workspace));
    var plans = recovery.plans();
    say(recovery, plans, "");
    if (!json) {
      console.answer(
          plans.isEmpty()
              ? "nothing to recover on target \"" + workspace.target() + "\""
              : "recover each with: ledger recover <version> --reason \"...\"");
    }
    return plans.isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
  }

  ExitCode recover(Version migration, Asking asking, String reason) {
    var recovery = begin(DeployOptions.finishing(workspace));
    var plan =
        recovery
            .plan(migration)
            .orElseThrow(
                () -> new LedgerRefusal.NothingToRecover(migration, "in no failure state"));
    if (!json) {
      say(recovery, List.of(plan), "");
    }
    if (!asking.agrees(migration.text())) {
      console.answer("nothing was done");
      return ExitCode.PENDING;
    }
    var outcome = recovery.execute(plan, reason);
    FindingPrinter.tell(console, json, recovery.found());
    var sentence = sentence(migration, outcome);
    if (json) {
      say(recovery, List.of(plan), sentence);
    } else {
      console.answer(sentence);
    }
    return switch (outcome) {
      case Outcome.Applied a -> ExitCode.DONE;
      case Outcome.Failed f -> ExitCode.MIGRATION_FAILED;
      case Outcome.Uncertain u -> ExitCode.UNREACHABLE;
    };
  }

  private static String sentence(Version version, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied(var execution, var _) ->
          version + " is recovered: applied in " + execution.durationMs() + " ms";
      case Outcome.Failed(var failure, var attempts, var durationMs, var _) ->
          version
              + " failed again at statement "
              + failure.statement()
              + " (line "
              + failure.line()
              + ", column "
              + failure.column()
              + "): "
              + failure.sqlState()
              + " "
              + failure.message();
      case Outcome.Uncertain(var message) -> message;
    };
  }

  private void say(Recovery recovery, List<RecoveryPlan> plans, String answer) {
    if (json) {
      console.raw(
          AnswerJson.write(
              RecoverAnswer.of(
                  workspace.target(),
                  workspace.gateway().asOf(),
                  recovery.settled(),
                  plans,
                  answer)));
      return;
    }
    recovery.settled().forEach(line -> console.answer("earlier run: " + line));
    for (var plan : plans) {
      console.answer(
          plan.file()
              + " is "
              + plan.status().name().toLowerCase(Locale.ROOT)
              + ": "
              + plan.found());
      for (var action : plan.actions()) {
        console.answer(
            "  - "
                + action.description()
                + " (risk "
                + action.risk().name().toLowerCase(Locale.ROOT)
                + ")"
                + (action.sql().isEmpty() ? "" : ": " + action.sql()));
      }
    }
  }
}
