package dev.migrationledger.runner.execute.work;

import java.time.Duration;

/**
 * How patient the executor is.
 *
 * @param lockTimeout how long a statement waits for a lock; zero waits for ever
 * @param statementTimeout how long a statement may take; zero means no limit
 * @param maxAttempts how often a migration, or a non-transactional statement, is tried at most
 * @param firstPause the pause before the second attempt; doubles from one to the next, with jitter
 * @param longestPause the most a pause grows to
 * @param reconnectPatience how long a lost target is waited for
 */
public record ExecutionSettings(
    Duration lockTimeout,
    Duration statementTimeout,
    int maxAttempts,
    Duration firstPause,
    Duration longestPause,
    Duration reconnectPatience) {

  public ExecutionSettings {
    if (lockTimeout.isNegative() || statementTimeout.isNegative()) {
      throw new IllegalArgumentException("timeouts must not be negative");
    }
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("at least one attempt is needed: " + maxAttempts);
    }
    if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("the longest pause must not be under the first");
    }
    if (reconnectPatience.isNegative()) {
      throw new IllegalArgumentException("patience must not be negative");
    }
  }

  /** Locks are waited for 5 s, five attempts, no limit for a statement. */
  public static ExecutionSettings defaults() {
    return new ExecutionSettings(
        Duration.ofSeconds(5),
        Duration.ZERO,
        5,
        Duration.ofMillis(200),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  /** The same with another lock timeout. */
  public ExecutionSettings withLockTimeout(Duration timeout) {
    return new ExecutionSettings(
        timeout, statementTimeout, maxAttempts, firstPause, longestPause, reconnectPatience);
  }

  /** The same with another statement timeout. */
  public ExecutionSettings withStatementTimeout(Duration timeout) {
    return new ExecutionSettings(
        lockTimeout, timeout, maxAttempts, firstPause, longestPause, reconnectPatience);
  }

  /** The same with another number of attempts. */
  public ExecutionSettings withMaxAttempts(int attempts) {
    return new ExecutionSettings(
        lockTimeout, statementTimeout, attempts, firstPause, longestPause, reconnectPatience);
  }
}
