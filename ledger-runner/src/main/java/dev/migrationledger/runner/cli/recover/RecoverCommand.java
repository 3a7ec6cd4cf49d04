package dev.migrationledger.runner.cli.recover;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds failure states and gets out of them. */
@Command(
    name = "recover",
    description =
        "Finds what is wrong with a target and its ledger (detect), says what can be done about it (plan),"
            + " and does it (execute); with a version, applies or resumes that migration.",
    footer = {
      "",
      "Examples:",
      "  ledger recover detect                                what is wrong, and what shows it",
      "  ledger recover plan                                  the ways out: SQL, risk, data loss, time",
      "  ledger recover plan --choose RECOVER-013=undone      with another way for a state",
      "  ledger recover execute --reason \"deploy killed\"      do it, ask before",
      "  ledger recover execute --plan 4f1c22ab90de --reason \"deploy killed\" --yes",
      "  ledger recover 0007 --reason \"column is password\"    apply 0007 again, or go on with it",
      "",
      "Exit: 0 nothing is wrong any more, 1 a step failed, 3 refused, 4 something is left, 7 tampered"
    })
public final class RecoverCommand extends LedgerTask {

  @Parameters(
      arity = "0..1",
      paramLabel = "detect|plan|execute|VERSION",
      description = "What to do, or the migration, e.g. 0007")
  private String what = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record")
  private String reason = "";

  @Option(
      names = "--choose",
      paramLabel = "STATE=WAY",
      description = "Take this way; the state by code, subject or version, e.g. RECOVER-012=take")
  private Map<String, String> choices = new LinkedHashMap<>();

  @Option(
      names = "--plan",
      paramLabel = "ID",
      description = "Execute only when the plan still is the one with this id")
  private String plan = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before executing")
  private boolean yes;

  @Override
  protected ExitCode run(Workspace workspace) {
    var asking = new Asking(console(), yes);
    var states = new StateRecovery(workspace, console(), json(), choices);
    return switch (what.toLowerCase(Locale.ROOT)) {
      case "detect" -> states.detect();
      case "plan" -> states.plan();
      case "execute" -> {
        requireReason();
        yield states.execute(asking, plan.strip(), reason.strip());
      }
      case "" -> new VersionRecovery(workspace, console(), json()).show();
      default -> {
        var version = DeployOptions.version(what);
        requireReason();
        yield new VersionRecovery(workspace, console(), json())
            .recover(version, asking, reason.strip());
      }
    };
  }

  private void requireReason() {
    if (reason.isBlank()) {
      throw new UsageProblem("recovering needs --reason \"...\": it is recorded");
    }
  }
}
