package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.execute.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records how migrations ended while the next ones are executed, in order: what was applied within
 * a tenth of a second is recorded together. The target's receipts are about a second ahead of the
 * ledger at most, or one migration when that takes longer, and prove what it does not know yet.
 *
 * <p>A failure to record is thrown by the next call, and nothing is recorded after it.
 */
final class OutcomeRecorder implements AutoCloseable {

  private static final Duration GATHERING = Duration.ofMillis(100);
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final Recorder recorder;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("record-", 0).factory());

  /** Whoever holds it records; taken before this object's own monitor. */
  private final Object turn = new Object();

  private List<RecordApplied.Migration> gathered = new ArrayList<>();
  private boolean sending;
  private long behindSince;
  private @Nullable Throwable failure;

  OutcomeRecorder(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Sees to it that an outcome is recorded; waits when the ledger is too far behind. */
  void record(PlannedMigration migration, Outcome outcome) {
    switch (outcome) {
      case Outcome.Applied(var execution, var _) -> {
        var applied =
            new RecordApplied.Migration(
                migration.version(), migration.checksum(), execution, false);
        if (isFarAheadWith(applied)) {
          await();
        }
      }
      case Outcome.Failed(var failure, var attempts, var durationMs, var findings) -> {
        await();
        recorder.send(
            new RecordFailed(
                recorder.target(),
                recorder.run(),
                migration.version(),
                migration.checksum(),
                failure,
                attempts,
                durationMs,
                findings));
      }
      case Outcome.Uncertain u -> {}
    }
    throwFailure();
  }

  /** Records what is not recorded yet, and waits until that is done. */
  void await() {
    flush();
    throwFailure();
  }

  private synchronized boolean isFarAheadWith(RecordApplied.Migration applied) {
    if (gathered.isEmpty()) {
      var _ = timer.schedule(this::flush, GATHERING.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (gathered.isEmpty() && !sending) {
      behindSince = System.nanoTime();
    }
    gathered.add(applied);
    return System.nanoTime() - behindSince > AHEAD.toNanos();
  }

  private void flush() {
    synchronized (turn) {
      var batch = taken();
      if (!batch.isEmpty()) {
        try {
          recorder.send(new RecordApplied(recorder.target(), recorder.run(), batch));
          ended(null);
        } catch (RuntimeException | Error e) {
          ended(e);
        }
      }
    }
  }

  /** What was gathered; nothing after a failure, because it would be recorded out of order. */
  private synchronized List<RecordApplied.Migration> taken() {
    if (failure != null) {
      return List.of();
    }
    var batch = gathered;
    gathered = new ArrayList<>();
    sending = !batch.isEmpty();
    return batch;
  }

  private synchronized void ended(@Nullable Throwable problem) {
    sending = false;
    behindSince = System.nanoTime();
    failure = problem;
  }

  private synchronized void throwFailure() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    flush();
    timer.shutdownNow();
  }
}
