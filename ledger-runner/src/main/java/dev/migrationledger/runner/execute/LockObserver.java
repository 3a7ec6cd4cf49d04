package dev.migrationledger.runner.execute;

import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees, over a second connection, who blocks the migration while it waits: when the lock timeout
 * has struck it is too late to ask. Connects only when a batch takes long.
 */
final class LockObserver implements AutoCloseable {

  private static final long PATIENCE_MS = 1_000;

  private final TargetSession session;
  private final long afterMs;
  private final Thread thread;
  private volatile long armedAt;
  private volatile boolean armed;
  private volatile List<LockHolder> seen = List.of();

  LockObserver(TargetSession session, Duration lockTimeout) {
    this.session = session;
    long third = lockTimeout.isZero() ? PATIENCE_MS : Math.max(20, lockTimeout.toMillis() / 3);
    this.afterMs = Math.min(PATIENCE_MS, third);
    this.thread = Thread.ofVirtual().name("lock-observer").start(this::observe);
  }

  /** A batch is sent now. */
  void watch() {
    seen = List.of();
    armedAt = System.nanoTime();
    armed = true;
  }

  /** Its answer is here. */
  void rest() {
    armed = false;
  }

  /** Who blocked the batch when last looked at. */
  List<LockHolder> seen() {
    return seen;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void observe() {
    @Nullable Connection connection = null;
    try {
      while (true) {
        Thread.sleep(Math.max(20, afterMs / 4));
        if (armed && System.nanoTime() - armedAt > afterMs * 1_000_000) {
          if (connection == null) {
            connection = session.openSecond();
          }
          look(connection);
        }
      }
    } catch (InterruptedException | SQLException over) {
      // closed, or no second connection: then who blocks is not known, and the message says so
    } finally {
      close(connection);
    }
  }

  private void look(Connection connection) throws SQLException {
    long asked = armedAt;
    List<LockHolder> now = TargetSession.blockers(connection, session.identity().backendPid());
    if (armed && armedAt == asked && !now.isEmpty()) {
      seen = now;
    }
  }

  private static void close(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException gone) {
        // the server ends it
      }
    }
  }
}
