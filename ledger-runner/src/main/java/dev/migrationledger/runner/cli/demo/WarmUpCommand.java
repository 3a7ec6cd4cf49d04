package dev.migrationledger.runner.cli.demo;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.cli.ExitCode;
import dev.migrationledger.runner.cli.LedgerTask;
import dev.migrationledger.runner.workspace.Workspace;
import picocli.CommandLine.Command;

/** Does a bit of everything once, so that the JDK can learn what to load ahead of time. */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Does a bit of everything once, for the ahead-of-time cache of the launcher.")
public final class WarmUpCommand extends LedgerTask {

  @Override
  protected ExitCode run(Workspace workspace) {
    try (var folder = DemoFolder.create(false);
        var server = EmbeddedPostgres.start(folder.path().resolve(".ledger"))) {
      server.createDatabase("app");
      return new DemoStory(new DemoStage(Console.silent(), environment(), folder)).play();
    }
  }
}
