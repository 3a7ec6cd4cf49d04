package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.runner.approval.ApprovalGate;
import dev.migrationledger.runner.approval.Approved;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.Table;
import dev.migrationledger.runner.inspect.StatusView;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says where each migration stands. */
@Command(
    name = "status",
    aliases = "info",
    description = "Says where each migration stands, by the ledger and by the folder.",
    footer = {
      "",
      "Examples:",
      "  ledger status",
      "  ledger status --exit-code     exit 4 when something is pending",
      "  ledger status --output json"
    })
public final class StatusCommand extends LedgerTask {

  @Option(names = "--exit-code", description = "Exit with 4 when something is pending")
  private boolean exitCode;

  @Override
  protected ExitCode run(Workspace workspace) {
    var folder = MigrationDirectory.read(workspace.migrations(), workspace.settings().naming());
    var known =
        workspace.hasLedger()
            ? workspace.answers().status(workspace.target())
            : StatusAnswer.nothing(workspace.target(), -1);
    if (known.migrations().isEmpty()) {
      noteUnknownTarget(workspace);
    }
    var state = workspace.gateway().state(workspace.target());
    var answer =
        StatusReport.of(
            StatusView.of(known, folder), state.run(), approvals(workspace, state, folder));
    if (json()) {
      answer(answer);
    } else {
      show(answer);
    }
    var waiting = answer.summary().pending() + answer.summary().failed();
    return exitCode && waiting > 0 ? ExitCode.PENDING : ExitCode.DONE;
  }

  /** How far those are approved that a run would try. */
  private static List<Approved> approvals(
      Workspace workspace, LedgerState state, MigrationFolder folder) {
    var environment = state.isRegistered() ? state.environment() : workspace.targetEnvironment();
    return ApprovalGate.ofAnybody(workspace.settings().approvals())
        .waiting(folder, environment, state);
  }

  private void show(StatusReport.Approval approval) {
    console()
        .answer(approval.missing() == 0 ? Console.Paint.GOOD : Console.Paint.WARN, approval.told());
  }

  private void show(StatusReport answer) {
    var table = new Table("version", "state", "file", "applied at", "ms", "actor", "flags");
    for (var m : answer.migrations()) {
      table.row(
          m.version(),
          m.state(),
          m.file(),
          m.appliedAt().text(),
          m.executionTimeMs().millis().isPresent()
              ? Long.toString(m.executionTimeMs().value())
              : "",
          m.actor(),
          String.join(" ", m.flags()));
    }
    table.lines().forEach(line -> console().answer(line));
    answer.approvals().forEach(this::show);
    if (answer.openRun().isOpen()) {
      console().answer(Console.Paint.WARN, answer.openRun().told());
    }
    var s = answer.summary();
    console()
        .answer(
            Console.Paint.STRONG,
            answer.target()
                + ": "
                + count(s, StatusAnswer.Summary::applied, "applied")
                + count(s, StatusAnswer.Summary::pending, "pending")
                + count(s, StatusAnswer.Summary::failed, "failed")
                + count(s, StatusAnswer.Summary::unknown, "unknown")
                + count(s, StatusAnswer.Summary::rejected, "rejected")
                + count(s, StatusAnswer.Summary::retired, "retired")
                + count(s, StatusAnswer.Summary::baselined, "baselined")
                + count(s, StatusAnswer.Summary::rolledBack, "rolled back")
                + count(s, StatusAnswer.Summary::edited, "edited")
                + s.total()
                + " in all (as of event "
                + answer.asOf()
                + ")");
  }

  private static String count(
      StatusAnswer.Summary summary, Function<StatusAnswer.Summary, Integer> number, String word) {
    var n = number.apply(summary);
    return n == 0 ? "" : n + " " + word + ", ";
  }
}
