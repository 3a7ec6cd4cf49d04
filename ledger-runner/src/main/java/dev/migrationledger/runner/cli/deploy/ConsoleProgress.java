package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.deploy.DeployListener;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.LockHolder;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows a run while it runs: a bar on a terminal, one line a migration elsewhere. With JSON the
 * answer comes at the end and only the bar is shown.
 */
final class ConsoleProgress implements DeployListener {

  private static final int BAR = 24;
  private static final long REDRAW_NANOS = 100_000_000L;

  private final Console console;
  private final boolean json;
  private int number;
  private int of = 1;
  private long drawnAt;

  ConsoleProgress(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  @Override
  public void waitingForLock(LockHolder holder) {
    console.note("waiting for another runner on this target: " + holder.describe());
  }

  @Override
  public void starting(PlannedMigration migration, int index, int total) {
    number = index;
    of = total;
    draw(migration.file(), "", index - 1.0);
  }

  @Override
  public void statement(Work work, int done, long bytesRead, long bytesTotal) {
    var part = bytesTotal == 0 ? 0 : (double) bytesRead / bytesTotal;
    draw(work.migration().file(), "statement " + done, number - 1 + part);
  }

  @Override
  public void waiting(Work work, int attempt, Duration pause, String why) {
    console.wipe();
    console.note(
        work.migration().file()
            + ": attempt "
            + attempt
            + " gave up ("
            + why
            + "), next in "
            + pause.toMillis()
            + " ms");
  }

  @Override
  public void warning(Work work, String message) {
    console.wipe();
    console.note(work.migration().file() + ": " + message);
  }

  @Override
  public void ended(PlannedMigration migration, Outcome outcome) {
    if (json) {
      return;
    }
    if (outcome instanceof Outcome.Applied(var execution, var _)) {
      console.wipe();
      console.answer(
          String.format(
              Locale.ROOT,
              "applied  %s  (%d %s, %d ms)",
              migration.file(),
              execution.statements(),
              execution.statements() == 1 ? "statement" : "statements",
              execution.durationMs()));
    }
  }

  void done() {
    console.wipe();
  }

  private void draw(String file, String detail, double doneOf) {
    var now = System.nanoTime();
    if (!console.isTerminal() || now - drawnAt < REDRAW_NANOS) {
      return;
    }
    drawnAt = now;
    var full = (int) Math.round(BAR * Math.min(1.0, doneOf / of));
    console.overwrite(
        "["
            + "#".repeat(full)
            + ".".repeat(BAR - full)
            + "] "
            + number
            + "/"
            + of
            + " "
            + file
            + (detail.isEmpty() ? "" : " " + detail));
  }
}
