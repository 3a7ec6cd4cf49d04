package dev.migrationledger.runner.execute.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What carrying out one migration has cost so far: time, attempts, waiting. */
public final class Effort {

  private final ExecutionSettings settings;
  private final long started = System.nanoTime();
  private long attemptStarted = started;
  private long lockWaitMs;
  private int attempts;
  private int triesOfThis;

  public Effort(ExecutionSettings settings) {
    this.settings = settings;
  }

  public void nextAttempt() {
    attemptStarted = System.nanoTime();
    attempts = Math.max(1, attempts + (triesOfThis > 0 || attempts == 0 ? 1 : 0));
    triesOfThis++;
  }

  /** Another statement of a non-transactional script has tries of its own. */
  public void nextStatement() {
    triesOfThis = 0;
  }

  public boolean mayTryAgain() {
    return triesOfThis < settings.maxAttempts();
  }

  public int attempts() {
    return attempts;
  }

  public long earlierMs() {
    return (attemptStarted - started) / 1_000_000;
  }

  public long attemptMs() {
    return (System.nanoTime() - attemptStarted) / 1_000_000;
  }

  public long totalMs() {
    return (System.nanoTime() - started) / 1_000_000;
  }

  public long lockWaitMs() {
    return lockWaitMs;
  }

  public void addLockWait(long milliseconds) {
    lockWaitMs += milliseconds;
  }

  /** Twice as long each time, up to the longest, a random half of it taken off. */
  public Duration pause() {
    long doubled = settings.firstPause().toMillis() << Math.min(20, Math.max(0, triesOfThis - 1));
    long most = Math.max(1, Math.min(settings.longestPause().toMillis(), doubled));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
