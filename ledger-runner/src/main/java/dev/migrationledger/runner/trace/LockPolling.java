package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.trace.HeldLocks.Held;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Looks at the locks of a session from another connection, again and again until closed. */
final class LockPolling implements AutoCloseable {

  private final Connection over;
  private final int backendPid;
  private final Set<Held> seen = new LinkedHashSet<>();
  private final CountDownLatch looking = new CountDownLatch(1);
  private final Thread thread = new Thread(this::look, "trace-locks");
  private volatile boolean done;

  /** Starts, and returns when it has looked for the first time. */
  LockPolling(Connection over, int backendPid) {
    this.over = over;
    this.backendPid = backendPid;
    thread.setDaemon(true);
    thread.start();
    try {
      looking.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it saw; asked after {@link #close}. */
  Set<Held> seen() {
    return Set.copyOf(seen);
  }

  @Override
  public void close() {
    done = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      while (!done) {
        seen.addAll(HeldLocks.of(over, backendPid));
        looking.countDown();
      }
    } catch (SQLException e) {
      done = true;
    } finally {
      looking.countDown();
    }
  }
}
