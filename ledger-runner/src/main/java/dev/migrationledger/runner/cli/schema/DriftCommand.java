package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.query.schema.DriftAnswer;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.shadow.ShadowOptions;
import dev.migrationledger.runner.drift.DriftScan;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  ledger drift --replay                               and beside what the migrations make",
      "  ledger drift --history                              what ever did, and what became of it",
      "  ledger drift --accept \"column public.users.nick\" --reason \"hotfix of Friday\"",
      "  ledger drift --adopt 0041_nick                      write it down as a migration",
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
        names = "--adopt",
        paramLabel = "NAME",
        description = "Write a migration that makes what differs, e.g. 0041_nick, and go by it")
    private String adopt = "";

    @Option(
        names = "--take-as-is",
        description = "Go by the whole schema as it is, also when nothing is known of it yet")
    private boolean asIs;

    @Option(names = "--history", description = "Show what ever differed; looks at nothing new")
    private boolean history;
  }

  @Option(
      names = "--replay",
      description =
          "Also replay the migrations that are done on an empty database, and say of each object"
              + " which of the three agree: target, ledger, replay")
  private boolean replays;

  @Mixin private ShadowOptions shadow = new ShadowOptions();

  @ArgGroup private @Nullable Settlement settlement;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record")
  private String reason = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    var wanted = settlement == null ? new Settlement() : settlement;
    if (replays ? wanted.history : shadow.areGiven()) {
      throw new UsageProblem(
          replays
              ? "--history looks at nothing new: take --replay out. Nothing was done."
              : "--shadow-url and --shadow-setup belong to --replay. Nothing was done.");
    }
    if (wanted.history) {
      return show(workspace, false, Optional.empty());
    }
    var settles = wanted.all || wanted.asIs || !wanted.accept.isEmpty();
    if (settles && reason.isBlank()) {
      throw new UsageProblem("say why with --reason: it is recorded. Nothing was done.");
    }
    if (workspace.isRemote()) {
      // whoever may not read what comes of it is told so before anything is recorded
      workspace.knownTargets();
    }
    var look = DriftLook.begin(workspace, console()::note);
    var scan = look.scan();
    if (wanted.asIs) {
      look.recorder().register(workspace.session(), workspace.targetEnvironment());
      console().note("the ledger goes by what is there: " + scan.takeAsIs(reason));
    } else if (!wanted.adopt.isEmpty()) {
      adopt(scan, new AdoptedFile(workspace, wanted.adopt));
    } else if (settles) {
      scan.settle(wanted.accept, DriftEnd.ACCEPTED, reason)
          .forEach(object -> console().note(object + " stays as it is: " + reason.strip()));
    } else {
      scan.scan();
    }
    var replay =
        replays
            ? Optional.of(DriftReplay.of(workspace, scan, shadow, environment(), folder()))
            : Optional.<DriftReplay>empty();
    return show(workspace, true, replay);
  }

  private void adopt(DriftScan scan, AdoptedFile file) {
    var ddl = scan.adopting(List.of());
    if (ddl.statements().isEmpty() && ddl.complete()) {
      scan.scan();
      return;
    }
    file.write(ddl);
    var why = "adopted as " + file.name() + (reason.isBlank() ? "" : ": " + reason.strip());
    scan.settle(List.of(), DriftEnd.ADOPTED, why);
    console()
        .note(
            "%s is written: read it, then commit it; here its statements do nothing"
                .formatted(file.name()));
    ddl.warnings().forEach(warning -> console().note("warning: " + warning));
    ddl.missing().forEach(missing -> console().note("to do by hand in the file: " + missing));
  }

  private ExitCode show(Workspace workspace, boolean openOnly, Optional<DriftReplay> replay) {
    var answer = workspace.answers().drift(workspace.target(), openOnly);
    if (json() && replay.isPresent()) {
      answer(replay.get().answer(answer));
    } else if (json()) {
      answer(
          new DriftAnswer(
              openOnly ? "ledger/drift/v1" : answer.schema(),
              answer.target(),
              answer.asOf(),
              answer.changes()));
    } else {
      new DriftPrinter(console()).print(answer, openOnly);
      replay.ifPresent(r -> r.print(console()));
    }
    var open = answer.changes().stream().anyMatch(line -> line.state().equals("open"));
    return open || replay.filter(r -> !r.agrees()).isPresent() ? ExitCode.DRIFT : ExitCode.DONE;
  }
}
