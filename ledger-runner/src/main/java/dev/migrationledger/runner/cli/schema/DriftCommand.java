package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.drift.DriftScan;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what somebody changed in the schema outside of any migration. */
@Command(
    name = "drift",
    description =
        "Compares the target with the schema that the ledger goes by, records what differs, and"
            + " settles it.",
    footer = {
      "",
      "Examples:",
      "  ledger drift                                        what differs now",
      "  ledger drift --history                              what ever did, and what became of it",
      "  ledger drift --accept \"column public.users.nick\" --reason \"hotfix of Friday\"",
      "  ledger drift --take-as-is --reason \"restored from the backup of 02:00\"",
      "",
      "Exit: 0 no drift, 3 nothing such to accept, 5 drift, 8 it cannot be judged, 9 unreachable"
    })
public final class DriftCommand extends LedgerTask {

  /** What to do about it: one thing at most. */
  static final class Settlement {

    @Option(
        names = "--accept",
        arity = "1..*",
        paramLabel = "OBJECT",
        description = "Go by these objects as they are, e.g. \"column public.users.nick\"")
    private List<String> accept = new ArrayList<>();

    @Option(names = "--accept-all", description = "Go by everything that differs now")
    private boolean all;

    @Option(
        names = "--take-as-is",
        description = "Go by the whole schema as it is, also when nothing is known of it yet")
    private boolean asIs;

    @Option(names = "--history", description = "Show what ever differed; looks at nothing new")
    private boolean history;
  }

  @ArgGroup private @Nullable Settlement settlement;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record")
  private String reason = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    var wanted = settlement == null ? new Settlement() : settlement;
    if (wanted.history) {
      return show(workspace, false);
    }
    var settles = wanted.all || wanted.asIs || !wanted.accept.isEmpty();
    if (settles && reason.isBlank()) {
      throw new UsageProblem("say why with --reason: it is recorded. Nothing was done.");
    }
    workspace
        .session()
        .lock(
            workspace.settings().duration(Setting.LOCK_WAIT),
            holder -> console().note("waiting for the lock, held by " + holder.describe()));
    var recorder = workspace.recorder();
    var scan = new DriftScan(workspace.session(), recorder);
    if (wanted.asIs) {
      recorder.register(workspace.session(), workspace.targetEnvironment());
      console().note("the ledger goes by what is there: " + scan.takeAsIs(reason));
    } else if (settles) {
      scan.settle(wanted.accept, DriftEnd.ACCEPTED, reason)
          .forEach(object -> console().note(object + " stays as it is: " + reason.strip()));
    } else {
      scan.scan();
    }
    return show(workspace, true);
  }

  private ExitCode show(Workspace workspace, boolean openOnly) {
    var answer = workspace.queries().drift(workspace.target(), openOnly);
    if (json()) {
      answer(
          new DriftAnswer(
              openOnly ? "ledger/drift/v1" : answer.schema(),
              answer.target(),
              answer.asOf(),
              answer.changes()));
    } else {
      new DriftPrinter(console()).print(answer, openOnly);
    }
    var open = answer.changes().stream().anyMatch(line -> line.state().equals("open"));
    return open ? ExitCode.DRIFT : ExitCode.DONE;
  }
}
