package dev.migrationledger.runner.cli.watch;

import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.watch.DdlWatch;
import dev.migrationledger.runner.watch.WatchStatus;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Captures DDL on the target, and brings it into the ledger. */
@Command(
    name = "watch",
    description =
        "Captures DDL that runs on the target, whoever runs it, and brings it into the ledger.",
    footer = {
      "",
      "Examples:",
      "  ledger watch install --url postgres://admin@host/db    needs a superuser, once",
      "  ledger watch install --collector app_migrator          lets that role collect",
      "  ledger watch collect                                   from time to time, e.g. by cron",
      "  ledger watch status                                    and what it cannot see",
      "  ledger watch uninstall --reason \"moved to another host\"",
      "",
      "Exit: 0 done and whole, 2 the role may not, 3 there is nothing to collect from,",
      "      4 not installed (status), 5 the capture is or was not whole, 6 somebody is at it"
    })
public final class WatchCommand extends LedgerTask {

  /** What is to be done. */
  enum Action {
    INSTALL,
    STATUS,
    COLLECT,
    UNINSTALL
  }

  @Parameters(
      paramLabel = "ACTION",
      description = "install, status, collect or uninstall",
      arity = "1")
  private Action action = Action.STATUS;

  @Option(
      names = "--collector",
      paramLabel = "ROLE",
      description = "With install: a role that may read what is captured")
  private String collector = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "With uninstall: why, for the record")
  private String reason = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    if (action == Action.UNINSTALL && reason.isBlank()) {
      throw new UsageProblem("taking the capture out needs --reason \"...\": it is recorded");
    }
    if (action != Action.INSTALL && !collector.isEmpty()) {
      throw new UsageProblem("--collector belongs to \"ledger watch install\"");
    }
    var watch =
        new DdlWatch(
            workspace.session(),
            workspace.address().url(),
            workspace.gateway(),
            workspace.recorder());
    return switch (action) {
      case INSTALL -> install(workspace, watch);
      case STATUS -> status(workspace, watch);
      case COLLECT -> collect(workspace, watch);
      case UNINSTALL -> uninstall(workspace, watch);
    };
  }

  private ExitCode install(Workspace workspace, DdlWatch watch) {
    var done = watch.install(workspace.targetEnvironment(), collector);
    var answer =
        done.changed()
            ? "DDL on target \"%s\" is captured from now on; the capture belongs to role %s"
                .formatted(workspace.target(), done.owner())
            : "DDL on target \"%s\" is captured already; nothing had to be changed"
                .formatted(workspace.target());
    say(workspace, watch.status(), answer, joined(done.collected(), done.events()), false);
    return ExitCode.DONE;
  }

  private ExitCode status(Workspace workspace, DdlWatch watch) {
    var status = watch.status();
    var state = WatchAnswer.state(status);
    var answer =
        switch (state) {
          case "whole" -> "DDL on target \"%s\" is captured".formatted(workspace.target());
          case "damaged" ->
              "The DDL capture of target \"%s\" is not whole".formatted(workspace.target());
          default ->
              "DDL on target \"%s\" is not captured; \"ledger watch install\" puts the capture in"
                  .formatted(workspace.target());
        };
    say(workspace, status, answer, List.of(), true);
    return switch (state) {
      case "whole" -> ExitCode.DONE;
      case "damaged" -> ExitCode.DRIFT;
      default -> ExitCode.PENDING;
    };
  }

  private ExitCode collect(Workspace workspace, DdlWatch watch) {
    var collected = watch.collect();
    var answer = WatchPrinter.count(collected.observed());
    say(workspace, watch.status(), answer, collected.events(), false);
    return collected.gaps().isEmpty() ? ExitCode.DONE : ExitCode.DRIFT;
  }

  private ExitCode uninstall(Workspace workspace, DdlWatch watch) {
    var done = watch.uninstall(reason.strip());
    var answer =
        "DDL on target \"%s\" is no longer captured: %s%s"
            .formatted(
                workspace.target(),
                reason.strip(),
                done.left() == 0
                    ? ""
                    : "; %d captured rows wait for open transactions: run \"ledger watch collect\","
                            .formatted(done.left())
                        + " then \"ledger watch uninstall\" again");
    say(workspace, watch.status(), answer, joined(done.collected(), done.events()), false);
    return ExitCode.DONE;
  }

  private static List<StoredEvent> joined(List<StoredEvent> first, List<StoredEvent> then) {
    var all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private void say(
      Workspace workspace,
      WatchStatus status,
      String answer,
      List<StoredEvent> recorded,
      boolean limitsInFull) {
    if (json()) {
      answer(
          WatchAnswer.of(
              workspace.target(), workspace.gateway().asOf(), action, answer, status, recorded));
      return;
    }
    console().answer(answer);
    WatchPrinter.collected(
        console(),
        WatchAnswer.events(recorded, DdlObserved.class).toList(),
        WatchAnswer.events(recorded, CaptureGap.class).toList());
    if (action != Action.UNINSTALL) {
      WatchPrinter.status(console(), status);
    }
    WatchPrinter.limits(console(), limitsInFull);
  }
}
