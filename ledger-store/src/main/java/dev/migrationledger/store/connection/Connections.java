package dev.migrationledger.store.connection;

import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * Hands out connections and keeps a few idle ones, because a command is over in less time than
 * connecting takes. A connection that was idle for a while is tried before it is handed out, so
 * that a restarted server is noticed here and not by the command.
 */
public final class Connections implements AutoCloseable {

  private static final int KEPT = 2;
  private static final long TRUSTED_NANOS = 500_000_000L;
  private static final int TRY_SECONDS = 2;

  private final DataSource source;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

  public Connections(DataSource source) {
    this.source = source;
  }

  private record Idle(Connection connection, long since) {}

  /** Work that needs a connection. */
  @FunctionalInterface
  public interface Work<T> {

    /** Does the work. */
    T on(Connection c) throws SQLException;
  }

  /** A connection with autocommit off and READ COMMITTED, to be given back. */
  public Connection borrow() {
    for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      if (System.nanoTime() - kept.since() < TRUSTED_NANOS || isAlive(kept.connection())) {
        return kept.connection();
      }
      discard(kept.connection());
    }
    try {
      var c = source.getConnection();
      c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      c.setAutoCommit(false);
      return c;
    } catch (SQLException e) {
      throw SqlFailures.of(e, "connect to the ledger database");
    }
  }

  /** Takes a connection back whose transaction has ended. */
  public void giveBack(Connection c) {
    idle.addFirst(new Idle(c, System.nanoTime()));
    while (idle.size() > KEPT) {
      var surplus = idle.pollLast();
      if (surplus != null) {
        discard(surplus.connection());
      }
    }
  }

  /** Closes a connection that may be broken. */
  public void discard(Connection c) {
    try {
      c.close();
    } catch (SQLException e) {
      // it is gone either way
    }
  }

  /**
   * Does work in a transaction of its own.
   *
   * @param action what is being done, after "to"
   */
  public <T> T inTransaction(String action, Work<T> work) {
    var c = borrow();
    var clean = false;
    try {
      var result = work.on(c);
      c.commit();
      clean = true;
      return result;
    } catch (SQLException e) {
      throw SqlFailures.of(e, action, c);
    } finally {
      if (clean) {
        giveBack(c);
      } else {
        release(c);
      }
    }
  }

  /** Takes a connection back whose transaction, if one is open, is rolled back. */
  public void release(Connection c) {
    if (rolledBack(c)) {
      giveBack(c);
    } else {
      discard(c);
    }
  }

  /** Rolls back; says whether the connection can be used again. */
  public boolean rolledBack(Connection c) {
    try {
      c.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      discard(kept.connection());
    }
  }

  private static boolean isAlive(Connection c) {
    try {
      return c.isValid(TRY_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** A failure during commit leaves open whether it took place. */
  public static StoreFailure commitFailure(SQLException e) {
    return SqlFailures.of(e, "commit to the ledger");
  }
}
