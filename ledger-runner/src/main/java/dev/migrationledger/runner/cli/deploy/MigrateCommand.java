package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.cli.answer.MigrateAnswer;
import dev.migrationledger.runner.cli.answer.PlanAnswer;
import dev.migrationledger.runner.deploy.DeployReport;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.Deployer;
import dev.migrationledger.runner.deploy.DryRun;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.settings.ApprovalSettings;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.failure.StoreFailure;
import java.util.Map;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Applies what is pending. */
@Command(
    name = "migrate",
    aliases = "up",
    description = "Applies the pending migrations, in order, and records each step in the ledger.",
    footer = {
      "",
      "Examples:",
      "  ledger migrate                          on the embedded server, from migrations/",
      "  ledger migrate -u postgres://db/shop    on a database of yours",
      "  ledger migrate --to 0031                up to and with 0031",
      "  ledger migrate --dry-run                what would be applied",
      "",
      "Exit: 0 done, 1 a migration failed, 3 refused, 6 another runner is at it, 9 unreachable"
    })
public final class MigrateCommand extends LedgerTask {

  @Mixin private DeployOptions options = new DeployOptions();

  @Option(names = "--dry-run", description = "Say what would be applied, and apply nothing")
  private boolean dryRun;

  @Option(
      names = "--break-glass",
      description = {
        "Run although approvals are missing, or the ledger's own database is away; needs --reason.",
        "It stays an open exception until somebody else runs \"ledger review\". Without the ledger, a",
        "journal under .ledger/journal keeps what the next migrate here records"
      })
  private boolean breakGlass;

  @Override
  protected Map<Setting, String> ownSettings() {
    return options.settings();
  }

  @Override
  protected ExitCode run(Workspace workspace) {
    var request = breakGlass ? options.requestBreakingGlass(workspace) : options.request(workspace);
    if (dryRun) {
      var state = workspace.gateway().state(workspace.target());
      var plan = DryRun.plan(request, workspace.session(), state, workspace.texts());
      return new PlanPrinter(console())
          .print(
              plan,
              PlanAnswer.of("plan", workspace.target(), workspace.gateway().asOf(), plan),
              json());
    }
    return breakGlass && isAway(workspace)
        ? withoutLedger(workspace)
        : deploy(workspace, workspace.recorder(), request, () -> workspace.gateway().asOf());
  }

  private ExitCode deploy(
      Workspace workspace, Recorder recorder, DeployRequest request, LongSupplier asOf) {
    var progress = new ConsoleProgress(console(), json());
    var report = deploy(workspace, recorder, request, progress);
    progress.done();
    if (json()) {
      answer(MigrateAnswer.of(workspace.target(), asOf.getAsLong(), report));
    } else {
      new ReportPrinter(console()).print(workspace.target(), report);
    }
    return exit(report.outcome());
  }

  /** A ledger that is out of reach here is so before the intent: nothing runs unrecorded. */
  private DeployReport deploy(
      Workspace workspace, Recorder recorder, DeployRequest request, ConsoleProgress progress) {
    try (var _ = Interruption.of(workspace.session(), console(), "ledger migrate")) {
      return new Deployer(workspace.session(), recorder, progress).deploy(request);
    } catch (StoreFailure.Unreachable | StoreFailure.LoginRefused e) {
      console().note("No migration was executed: without its ledger nothing runs unrecorded.");
      throw e;
    }
  }

  private boolean isAway(Workspace workspace) {
    var unapproved = !workspace.settings().approvals().equals(ApprovalSettings.NONE);
    if (workspace.settings().text(Setting.LEDGER_URL).isEmpty() && !workspace.isRemote()) {
      if (unapproved) {
        return false;
      }
      throw new UsageProblem(
          "--break-glass is for a ledger in a database of its own (--ledger-url); this one lies in"
              + " the target and is there whenever the target is");
    }
    try {
      workspace.gateway().asOf();
      console()
          .note(
              unapproved
                  ? "the ledger answers, so this run is recorded as always"
                  : "the ledger answers, so this run is recorded as always; no glass is broken");
      return false;
    } catch (StoreFailure.Unreachable e) {
      console().note(String.valueOf(e.getMessage()));
      return true;
    }
  }

  private ExitCode withoutLedger(Workspace workspace) {
    var request = options.requestWithoutLedger(workspace);
    var recorder = workspace.recorderWithoutLedger();
    console()
        .note(
            "--break-glass: this run goes on without the ledger, journalled in "
                + workspace.journals()
                + "; run \"ledger migrate\" here when the ledger is back, it records the run first");
    return deploy(workspace, recorder, request, () -> -1);
  }

  private static ExitCode exit(DeployReport.Outcome outcome) {
    return switch (outcome) {
      case NOTHING_TO_DO, SUCCEEDED -> ExitCode.DONE;
      case FAILED -> ExitCode.MIGRATION_FAILED;
      case REFUSED -> ExitCode.REFUSED;
      case UNCERTAIN -> ExitCode.UNREACHABLE;
    };
  }
}
