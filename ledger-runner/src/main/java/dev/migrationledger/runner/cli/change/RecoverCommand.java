package dev.migrationledger.runner.cli.change;

import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.answer.RecoverAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.recovery.Recovery;
import dev.migrationledger.runner.recovery.RecoveryPlan;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds failure states and gets out of them. */
@Command(
    name = "recover",
    description =
        "Settles a run that nobody saw end and shows what is left to recover; with a version, recovers it.",
    footer = {
      "",
      "Examples:",
      "  ledger recover                                       what is there to recover",
      "  ledger recover 0007 --reason \"column is password\"    recover 0007, ask before",
      "  ledger recover 0012 --reason \"deploy killed\" --yes   without asking",
      "",
      "Exit: 0 nothing left to recover, 1 it failed again, 3 refused, 4 something is left"
    })
public final class RecoverCommand extends LedgerTask {

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "The migration, e.g. 0007")
  private String version = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record")
  private String reason = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before executing")
  private boolean yes;

  @Override
  protected ExitCode run(Workspace workspace) {
    if (!version.isEmpty() && reason.isBlank()) {
      throw new UsageProblem("recovering needs --reason \"...\": it is recorded");
    }
    var recovery =
        Recovery.begin(
            DeployOptions.looking(workspace),
            workspace.session(),
            workspace.recorder(),
            workspace.address());
    return version.isEmpty()
        ? show(workspace, recovery)
        : recover(workspace, recovery, DeployOptions.version(version));
  }

  private ExitCode show(Workspace workspace, Recovery recovery) {
    var plans = recovery.plans();
    say(workspace, recovery, plans, "");
    if (!json()) {
      console()
          .answer(
              plans.isEmpty()
                  ? "nothing to recover on target \"" + workspace.target() + "\""
                  : "recover each with: ledger recover <version> --reason \"...\"");
    }
    return plans.isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
  }

  private ExitCode recover(Workspace workspace, Recovery recovery, Version migration) {
    var plan =
        recovery
            .plan(migration)
            .orElseThrow(
                () -> new LedgerRefusal.NothingToRecover(migration, "in no failure state"));
    if (!json()) {
      say(workspace, recovery, List.of(plan), "");
    }
    if (!yes && !agreed(migration)) {
      console().answer("nothing was done");
      return ExitCode.PENDING;
    }
    var outcome = recovery.execute(plan, reason.strip());
    var sentence = sentence(migration, outcome);
    if (json()) {
      say(workspace, recovery, List.of(plan), sentence);
    } else {
      console().answer(sentence);
    }
    return switch (outcome) {
      case Outcome.Applied a -> ExitCode.DONE;
      case Outcome.Failed f -> ExitCode.MIGRATION_FAILED;
      case Outcome.Uncertain u -> ExitCode.UNREACHABLE;
    };
  }

  private static String sentence(Version version, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied(var execution) ->
          version + " is recovered: applied in " + execution.durationMs() + " ms";
      case Outcome.Failed(var failure, var attempts, var durationMs) ->
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

  private boolean agreed(Version migration) {
    var terminal = Optional.ofNullable(System.console()).filter(c -> console().isTerminal());
    if (terminal.isEmpty()) {
      throw new UsageProblem(
          "nobody can be asked here: add --yes to recover " + migration + " without asking");
    }
    console().flush();
    var line = terminal.get().readLine("Recover %s now? [y/N] ", migration.text());
    return line != null && line.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private void say(
      Workspace workspace, Recovery recovery, List<RecoveryPlan> plans, String answer) {
    if (json()) {
      answer(
          RecoverAnswer.of(
              workspace.target(), workspace.ledger().asOf(), recovery.settled(), plans, answer));
      return;
    }
    recovery.settled().forEach(line -> console().answer("earlier run: " + line));
    for (var plan : plans) {
      console()
          .answer(
              plan.file()
                  + " is "
                  + plan.status().name().toLowerCase(Locale.ROOT)
                  + ": "
                  + plan.found());
      for (var action : plan.actions()) {
        console()
            .answer(
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
