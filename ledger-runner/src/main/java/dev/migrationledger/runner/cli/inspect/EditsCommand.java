package dev.migrationledger.runner.cli.inspect;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows who edited what after it ran. */
@Command(
    name = "edits",
    description = "Shows which applied migrations were edited: by whom, in which commit, and how.",
    footer = {"", "Examples:", "  ledger edits", "  ledger edits 0029 --output json"})
public final class EditsCommand extends LedgerTask {

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "One migration, e.g. 0029")
  private String version = "";

  @Override
  protected ExitCode run(Workspace workspace) {
    var one =
        version.isEmpty() ? Optional.<Version>empty() : Optional.of(DeployOptions.version(version));
    var answer = workspace.answers().edits(workspace.target(), one);
    if (answer.edits().isEmpty()) {
      noteUnknownTarget(workspace);
    }
    if (json()) {
      answer(answer);
      return ExitCode.DONE;
    }
    if (answer.edits().isEmpty()) {
      console()
          .answer(
              "no edit is on record"
                  + one.map(v -> " of " + v).orElse("")
                  + "; a deploy notices them");
    }
    answer.edits().forEach(this::show);
    return ExitCode.DONE;
  }

  private void show(EditsAnswer.Line edit) {
    console()
        .answer(Console.Paint.STRONG, edit.file() + ": " + edit.kind() + " edit, " + edit.state());
    console()
        .answer(
            "  ran      "
                + edit.appliedAt().text()
                + " by "
                + edit.appliedBy()
                + ", checksum "
                + brief(edit.checksumApplied()));
    console().answer(since(edit) + " checksum " + brief(edit.checksumNow()));
    edit.changes().forEach(this::show);
    console().answer("  noticed  " + edit.noticedAt().text() + " by " + edit.noticedBy());
    if (!edit.acknowledgedBy().isEmpty()) {
      console()
          .answer(
              "  accepted "
                  + edit.acknowledgedAt().text()
                  + " by "
                  + edit.acknowledgedBy()
                  + (edit.approvedBy().isEmpty() ? "" : ", approved by " + edit.approvedBy())
                  + ": "
                  + edit.acknowledgedReason());
    }
    console().answer(edit.diff().isEmpty() ? "  " + edit.note() : edit.diff().stripTrailing());
  }

  private static String since(EditsAnswer.Line edit) {
    return switch (edit.state()) {
      case "superseded" -> "  became  ";
      case "reverted" -> edit.kind().equals("reverted") ? "  is back " : "  became  ";
      default -> "  is now  ";
    };
  }

  private void show(EditsAnswer.Change change) {
    console()
        .answer(
            "  edited   "
                + change.authoredAt()
                + " by "
                + change.author()
                + (change.authorEmail().isEmpty() ? "" : " <" + change.authorEmail() + ">")
                + (change.commit().isEmpty()
                    ? " (" + change.source() + ")"
                    : ", commit " + brief(change.commit()))
                + (change.message().isBlank()
                    ? ""
                    : ": " + change.message().lines().findFirst().orElse("")));
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
