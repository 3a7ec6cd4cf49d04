package dev.migrationledger.runner.cli.rollback;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.cli.deploy.Interruption;
import dev.migrationledger.runner.cli.deploy.LockOptions;
import dev.migrationledger.runner.cli.recover.Asking;
import dev.migrationledger.runner.cli.rollback.RollbackAnswer.Told;
import dev.migrationledger.runner.cli.shadow.ShadowOptions;
import dev.migrationledger.runner.rollback.Rollback;
import dev.migrationledger.runner.rollback.RollbackPlan;
import dev.migrationledger.runner.rollback.RollbackReport;
import dev.migrationledger.runner.rollback.RollbackRequest;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes applied migrations back by their down scripts. */
@Command(
    name = "rollback",
    description = {
      "Takes back every applied migration above a version, highest first, each by its .down.sql.",
      "Each down script is proved first: the migrations are replayed on an empty database, where it"
          + " has to give back the schema from before. If one is not proved, nothing is executed."
    },
    footer = {
      "",
      "Examples:",
      "  ledger rollback --to 0030 --dry-run                      what would go, what was proved",
      "  ledger rollback --to 0030 --reason \"0031 locks orders\"   do it, ask before",
      "  ledger rollback --to 0030 --reason \"0031 locks orders\" --yes",
      "  ledger rollback --to 0 --reason \"test database\" --yes    everything",
      "",
      "Exit: 0 done, 1 a down script failed, 3 refused, 4 not agreed to, 5 the schema is not the one"
          + " expected, 6 another runner is at it, 9 unreachable"
    })
public final class RollbackCommand extends LedgerTask {

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      required = true,
      description = "The migration that is the highest afterwards; it stays. 0 takes all back")
  private String to = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record")
  private String reason = "";

  @Option(names = "--dry-run", description = "Say what would be taken back, and execute nothing")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before executing")
  private boolean yes;

  @Mixin private ShadowOptions shadow = new ShadowOptions();

  @Mixin private LockOptions locks = new LockOptions();

  @Override
  protected Map<Setting, String> ownSettings() {
    return locks.settings();
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    if (reason.isBlank() && !dryRun) {
      throw new UsageProblem("rolling back needs --reason \"...\": it is recorded");
    }
    var version = version();
    var setup = shadow.setup(folder());
    try (var server = shadow.server(environment())) {
      var request =
          new RollbackRequest(
              version,
              reason.strip(),
              DeployOptions.looking(workspace),
              server,
              ShadowOptions.cache(folder()),
              setup);
      return dryRun ? show(workspace, request) : rollBack(workspace, request);
    }
  }

  private ExitCode show(Workspace workspace, RollbackRequest request) {
    var ledger = workspace.gateway();
    var plan =
        Rollback.dryRun(request, workspace.session(), ledger, ledger.state(workspace.target()));
    return told(workspace, plan, new Told("dry-run", "", List.of()));
  }

  private ExitCode rollBack(Workspace workspace, RollbackRequest request) {
    var listener = new StepPrinter(console(), json());
    var recorder = workspace.recorder();
    var rollback = new Rollback(request, workspace.session(), recorder, listener);
    var plan = rollback.plan();
    if (rollback.isDoneAlready(plan)) {
      var done = new RollbackPlan(plan.to(), List.of(), List.of());
      return told(workspace, done, new Told("nothing-to-do", "", rollback.settled()));
    }
    if (plan.refused()) {
      return told(workspace, plan, new Told("refused", recorder.run(), rollback.settled()));
    }
    var printer = new RollbackPrinter(console());
    if (!json()) {
      printer.plan(workspace.target(), plan, rollback.settled());
    }
    if (!new Asking(console(), yes, "roll back").agrees("to " + plan.to())) {
      console().note("nothing was executed");
      return json()
          ? told(workspace, plan, new Told("declined", "", rollback.settled()))
          : ExitCode.PENDING;
    }
    var report = execute(workspace, rollback, plan);
    if (json()) {
      answer(
          RollbackAnswer.of(
              workspace.target(), workspace.gateway().asOf(), report, reason, rollback.settled()));
    } else {
      printer.report(workspace.target(), report);
    }
    return switch (report.outcome()) {
      case SUCCEEDED -> ExitCode.DONE;
      case FAILED -> ExitCode.MIGRATION_FAILED;
      case NOT_AS_BEFORE -> ExitCode.DRIFT;
      case UNCERTAIN -> ExitCode.UNREACHABLE;
    };
  }

  private RollbackReport execute(Workspace workspace, Rollback rollback, RollbackPlan plan) {
    try (var _ = Interruption.of(workspace.session(), console(), "ledger rollback")) {
      return rollback.execute(plan);
    }
  }

  /** Says what was planned or refused, and that nothing was executed. */
  private ExitCode told(Workspace workspace, RollbackPlan plan, Told told) {
    if (json()) {
      answer(RollbackAnswer.of(workspace.target(), workspace.gateway().asOf(), plan, told, reason));
    } else {
      new RollbackPrinter(console()).told(workspace.target(), plan, told);
    }
    if (told.outcome().equals("declined")) {
      return ExitCode.PENDING;
    }
    return plan.refused() ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private Version version() {
    return to.strip().matches("0+") ? new Version("0000") : DeployOptions.version(to);
  }
}
