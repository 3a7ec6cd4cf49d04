package dev.migrationledger.runner.execute;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What carrying out one migration has cost so far: time, attempts, waiting. */
final class Effort {

  private final ExecutionSettings settings;
  private final long started = System.nanoTime();
  private long attemptStarted = started;
  private long lockWaitMs;
  private int attempts;
  private int triesOfThis;

  Effort(ExecutionSettings settings) {
    this.settings = settings;
  }

  void nextAttempt() {
    attemptStarted = System.nanoTime();
    attempts = Math.max(1, attempts + (triesOfThis > 0 || attempts == 0 ? 1 : 0));
    triesOfThis++;
  }

  /** Another statement of a non-transactional script has tries of its own. */
  void nextStatement() {
    triesOfThis = 0;
  }

  boolean mayTryAgain() {
    return triesOfThis < settings.maxAttempts();
  }

  int attempts() {
    return attempts;
  }

  long earlierMs() {
    return (attemptStarted - started) / 1_000_000;
  }

  long attemptMs() {
    return (System.nanoTime() - attemptStarted) / 1_000_000;
  }

  long totalMs() {
    return (System.nanoTime() - started) / 1_000_000;
  }

  long lockWaitMs() {
    return lockWaitMs;
  }

  void addLockWait(long milliseconds) {
    lockWaitMs += milliseconds;
  }

  /** Twice as long each time, up to the longest, a random half of it taken off. */
  Duration pause() {
    long doubled = settings.firstPause().toMillis() << Math.min(20, Math.max(0, triesOfThis - 1));
    long most = Math.max(1, Math.min(settings.longestPause().toMillis(), doubled));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
