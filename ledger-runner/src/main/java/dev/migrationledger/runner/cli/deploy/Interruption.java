package dev.migrationledger.runner.cli.deploy;

import dev.migrationledger.runner.cli.Console;
import dev.migrationledger.runner.target.TargetSession;

/**
 * What Ctrl-C does to a run: the statement at work is cancelled, because the server would carry it
 * on for a client that is gone, and hold the target's lock as long.
 */
public final class Interruption implements AutoCloseable {

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Until it is closed; the command is what people run to go on, e.g. {@code ledger migrate}. */
  public static Interruption of(TargetSession session, Console console, String command) {
    var hook = new Thread(() -> interrupt(session, console, command), "migrate-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  private static void interrupt(TargetSession session, Console console, String command) {
    session.cancel();
    console.wipe();
    console.note(
        "interrupted: what was committed stays, and its receipt in the target proves it; the"
            + " migration at work is rolled back. Run \""
            + command
            + "\" again: it records what became of this run, and goes on.");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook runs
    }
  }
}
