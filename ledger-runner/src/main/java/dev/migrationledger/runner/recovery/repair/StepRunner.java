package dev.migrationledger.runner.recovery.repair;

import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.recovery.state.Step;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.SQLException;
import java.time.Duration;

/** Runs statements of a repair, each by itself, waiting for locks only so long. */
final class StepRunner implements AutoCloseable {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final TargetSession session;
  private final ExecutionSettings settings;
  private final String subject;

  StepRunner(TargetSession session, ExecutionSettings settings, String subject) {
    this.session = session;
    this.settings = settings;
    this.subject = subject;
  }

  /**
   * Runs one; what a lock keeps from it is tried again, when it can be done whole or not at all.
   *
   * @throws RepairRefused when it fails
   */
  void run(Step step) {
    if (step.sql().isEmpty()) {
      return;
    }
    var attempts = step.transactional() ? settings.maxAttempts() : 1;
    var patience =
        step.transactional()
            ? settings.lockTimeout()
            : settings.lockTimeout().multipliedBy(settings.maxAttempts());
    for (var attempt = 1; ; attempt++) {
      try {
        once(step.sql(), patience);
        return;
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt >= attempts) {
          throw failure(step, e);
        }
        pause(settings.firstPause().multipliedBy(attempt));
      }
    }
  }

  private void once(String sql, Duration lockTimeout) throws SQLException {
    try (var statement = session.connection().createStatement()) {
      statement.execute("SET lock_timeout = " + lockTimeout.toMillis());
      statement.execute("SET statement_timeout = " + settings.statementTimeout().toMillis());
      statement.execute(sql);
    }
  }

  private RuntimeException failure(Step step, SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var message = String.valueOf(e.getMessage());
    return state.startsWith("08") || state.startsWith("57P")
        ? new TargetFailure.Unusable("the target", "repairing " + subject, state, message)
        : RepairRefused.failed(subject, step.sql(), state, message);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a lock", e);
    }
  }

  @Override
  public void close() {
    try (var statement = session.connection().createStatement()) {
      statement.execute("RESET lock_timeout");
      statement.execute("RESET statement_timeout");
    } catch (SQLException e) {
      // a lost connection takes its settings with it
    }
  }
}
