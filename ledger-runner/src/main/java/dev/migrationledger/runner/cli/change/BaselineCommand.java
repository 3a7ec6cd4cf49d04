package dev.migrationledger.runner.cli.change;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.change.Changes;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.answer.DoneAnswer;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.cli.deploy.FindingPrinter;
import dev.migrationledger.runner.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes an existing schema over as it stands. */
@Command(
    name = "baseline",
    description =
        "Takes the schema over as it stands: what is pending up to the version counts as done and never"
            + " runs.",
    footer = {
      "",
      "Example:",
      "  ledger baseline 0030 --reason \"the schema of 2026-11-21, compared by hand\"",
      "",
      "Exit: 0 done, 3 refused"
    })
public final class BaselineCommand extends LedgerTask {

  @Parameters(
      paramLabel = "VERSION",
      description = "The last migration the schema holds, e.g. 0030")
  private String version = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Override
  protected ExitCode run(Workspace workspace) {
    var migration = DeployOptions.version(version);
    var changes =
        Changes.begin(DeployOptions.looking(workspace), workspace.session(), workspace.recorder());
    var events = changes.baseline(migration, reason.text());
    if (!events.isEmpty()) {
      FindingPrinter.tell(console(), json(), changes.takeSchema(migration, reason.text()));
    }
    var covered =
        events.stream()
            .filter(e -> e.event() instanceof BaselineEstablished)
            .mapToInt(e -> ((BaselineEstablished) e.event()).covered().size())
            .sum();
    var answer = answer(migration, workspace.target(), covered);
    if (json()) {
      answer(
          DoneAnswer.of(
              "baseline", workspace.target(), workspace.gateway().asOf(), answer, events));
    } else {
      console().answer(answer);
    }
    return ExitCode.DONE;
  }

  private String answer(Version migration, String target, int covered) {
    return covered == 0
        ? "nothing is pending up to %s on target \"%s\": no baseline was needed, and none was recorded"
            .formatted(migration, target)
        : "%s is the baseline of target \"%s\"; %d pending %s as done: %s"
            .formatted(
                migration,
                target,
                covered,
                covered == 1 ? "migration counts" : "migrations count",
                reason.text());
  }
}
