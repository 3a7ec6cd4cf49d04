package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.execute.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Records how migrations ended while the next one is executed, in order and one at a time: the
 * target's receipts are at most two ahead of the ledger, and prove what it does not know yet.
 *
 * <p>A failure to record is thrown by the next call.
 */
final class OutcomeRecorder implements AutoCloseable {

  private final Recorder recorder;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("record-", 0).factory());
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  OutcomeRecorder(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Starts to record; waits until what came before is recorded. */
  void record(PlannedMigration migration, Outcome outcome) {
    switch (outcome) {
      case Outcome.Applied(var execution, var _) ->
          start(
              new RecordApplied(
                  recorder.target(),
                  recorder.run(),
                  migration.version(),
                  migration.checksum(),
                  execution,
                  false));
      case Outcome.Failed(var failure, var attempts, var durationMs, var findings) ->
          start(
              new RecordFailed(
                  recorder.target(),
                  recorder.run(),
                  migration.version(),
                  migration.checksum(),
                  failure,
                  attempts,
                  durationMs,
                  findings));
      case Outcome.Uncertain u -> {}
    }
  }

  /** Waits until everything is recorded. */
  void await() {
    try {
      last.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void start(LedgerCommand command) {
    await();
    last = CompletableFuture.runAsync(() -> recorder.send(command), thread);
  }

  @Override
  public void close() {
    thread.close();
  }
}
