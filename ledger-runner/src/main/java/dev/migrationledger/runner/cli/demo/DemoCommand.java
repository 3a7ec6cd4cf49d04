package dev.migrationledger.runner.cli.demo;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the story of a migration folder that worked by accident. */
@Command(
    name = "demo",
    description =
        "Plays a story on a PostgreSQL of its own: 31 migrations, two numbers used twice, one that"
            + " fails, 21 that never ran, one edited after it ran. Every answer is a real one.",
    footer = {
      "",
      "Examples:",
      "  ledger demo",
      "  ledger demo --serve     leaves the service running on what it made",
      "  ledger demo --keep      keeps the folder"
    })
public final class DemoCommand extends LedgerTask {

  @Option(names = "--serve", description = "Leave the service running on what the demo made")
  private boolean serve;

  @Option(names = "--keep", description = "Keep the folder")
  private boolean keep;

  @Option(names = "--port", paramLabel = "PORT", description = "The service's port (default: 8080)")
  private int port = 8080;

  @Override
  protected ExitCode run(Workspace workspace) {
    try (var _ = new AwaitedEnd();
        var folder = DemoFolder.create(keep)) {
      console().answer(Console.Paint.FAINT, "a scratch folder: " + folder.path());
      console().answer(Console.Paint.FAINT, "starting a PostgreSQL of its own in .ledger/ ...");
      try (var server = EmbeddedPostgres.start(folder.path().resolve(".ledger"))) {
        console().answer(Console.Paint.FAINT, "PostgreSQL " + server.url("app"));
        var story = new DemoStory(new DemoStage(console(), environment(), folder));
        var ending = story.play();
        if (ending == ExitCode.DONE && serve) {
          story.serve(port);
        }
        return ending;
      }
    }
  }
}
