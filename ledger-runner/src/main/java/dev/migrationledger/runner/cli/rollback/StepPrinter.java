package dev.migrationledger.runner.cli.rollback;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.deploy.DeployListener;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.LockHolder;
import java.time.Duration;

/**
 * Shows a rollback while it runs, one line a migration; with JSON only what has to be waited for.
 */
final class StepPrinter implements DeployListener {

  private final Console console;
  private final boolean json;

  StepPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  @Override
  public void waitingForLock(LockHolder holder) {
    console.note("waiting for another runner on this target: " + holder.describe());
  }

  @Override
  public void starting(PlannedMigration migration, int number, int of) {}

  @Override
  public void ended(PlannedMigration migration, Outcome outcome) {
    if (!json && outcome instanceof Outcome.Applied(var execution, var _)) {
      console.answer(
          Console.Paint.GOOD,
          "rolled back  %s by %s  (%d statement%s, %d ms)"
              .formatted(
                  migration.version(),
                  migration.file(),
                  execution.statements(),
                  execution.statements() == 1 ? "" : "s",
                  execution.durationMs()));
    }
  }

  @Override
  public void statement(Work work, int done, long bytesRead, long bytesTotal) {}

  @Override
  public void waiting(Work work, int attempt, Duration pause, String why) {
    console.note(
        "%s: attempt %d gave up (%s), next in %d ms"
            .formatted(work.migration().file(), attempt, why, pause.toMillis()));
  }

  @Override
  public void warning(Work work, String message) {
    console.note(work.migration().file() + ": " + message);
  }
}
