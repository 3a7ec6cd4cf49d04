package dev.migrationledger.runner.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/** One connection to a target that holds the lock, reads and writes receipts, and migrates. */
public final class TargetSession implements AutoCloseable {

  private final TargetAddress address;
  private final ConnectionOpener opener;
  private Connection connection;
  private TargetIdentity identity;
  private boolean lockWanted;

  private TargetSession(TargetAddress address, ConnectionOpener opener, Connection connection)
      throws SQLException {
    this.address = address;
    this.opener = opener;
    this.connection = connection;
    this.identity = TargetIdentity.of(address, connection);
  }

  /**
   * Connects and learns which database it is.
   *
   * @throws TargetFailure when the target cannot be reached, entered or written
   */
  public static TargetSession open(TargetAddress address) {
    ConnectionOpener opener = new ConnectionOpener(address);
    Connection connection;
    try {
      connection = opener.open();
    } catch (SQLException e) {
      throw opener.refusal(e);
    }
    try {
      return new TargetSession(address, opener, connection);
    } catch (SQLException e) {
      ConnectionOpener.closeQuietly(connection);
      throw unusable(address, "asking for its identity", e);
    } catch (TargetFailure e) {
      ConnectionOpener.closeQuietly(connection);
      throw e;
    }
  }

  public TargetIdentity identity() {
    return identity;
  }

  /** The timeline that the cluster is on now, from 1; 0 where nobody tells. */
  public int timeline() {
    return TargetIdentity.timeline(connection);
  }

  /** Whether the database has no table, view or sequence but the ledger's and extensions'. */
  public boolean holdsNothing() {
    try {
      return TargetIdentity.holdsNothing(connection);
    } catch (SQLException e) {
      throw unusable(address, "asking whether it holds anything", e);
    }
  }

  /** The connection that migrates; another one after {@link #reconnect}. */
  public Connection connection() {
    return connection;
  }

  /** A second connection, for watching the first; the caller closes it. */
  public Connection openSecond() throws SQLException {
    return opener.open();
  }

  /** Takes the lock, or says who holds it. */
  public Optional<LockHolder> tryLock() {
    lockWanted = true;
    try {
      refusePooling();
      for (int attempt = 0; attempt < 10; attempt++) {
        if (AdvisoryLock.take(connection)) {
          return Optional.empty();
        }
        Optional<LockHolder> holder = AdvisoryLock.holder(connection);
        if (holder.isPresent()) {
          return holder;
        }
      }
      throw new SQLException("the lock is held by a session that is not listed");
    } catch (SQLException e) {
      throw unusable(address, "taking the migration lock", e);
    }
  }

  /**
   * Takes the lock, asking again with a little jitter until the time is over.
   *
   * @throws TargetFailure.LockBusy when somebody else still holds it then
   */
  public void lock(Duration wait, Consumer<LockHolder> whileWaiting) {
    long start = System.nanoTime();
    Optional<LockHolder> holder = tryLock();
    if (holder.isEmpty()) {
      return;
    }
    setApplicationName(AdvisoryLock.WAITING);
    try {
      while (holder.isPresent()) {
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        if (waited.compareTo(wait) >= 0) {
          throw new TargetFailure.LockBusy(address.url(), holder.get(), waited);
        }
        whileWaiting.accept(holder.get());
        pause(Math.min(wait.minus(waited).toMillis() + 1, jitter()));
        holder = tryLock();
      }
    } finally {
      setApplicationName("");
    }
  }

  /** Gives the lock back. */
  public void unlock() {
    lockWanted = false;
    try {
      AdvisoryLock.release(connection);
    } catch (SQLException e) {
      throw unusable(address, "releasing the migration lock", e);
    }
  }

  /** Whether this session took the lock and means to keep it. */
  public boolean wantsLock() {
    return lockWanted;
  }

  /** The query that says whether this session still holds the lock; lost, it is tried once. */
  public static String lockQuestion() {
    return AdvisoryLock.HELD;
  }

  /** Who holds the lock, this session included. */
  public Optional<LockHolder> lockHolder() {
    try {
      return AdvisoryLock.holder(connection);
    } catch (SQLException e) {
      throw unusable(address, "asking who holds the migration lock", e);
    }
  }

  /** Who waits for the lock, longest first. */
  public List<LockHolder> lockWaiters() {
    try {
      return AdvisoryLock.waiters(connection);
    } catch (SQLException e) {
      throw unusable(address, "asking who waits for the migration lock", e);
    }
  }

  /** Who blocks a server process at this moment, asked over the given connection. */
  public static List<LockHolder> blockers(Connection over, int pid) throws SQLException {
    return AdvisoryLock.blockers(over, pid);
  }

  /** Makes the receipt table; does nothing when it is there and usable. */
  public void installReceipts() {
    try {
      new ReceiptTable(address.url()).install(connection);
    } catch (SQLException e) {
      throw unusable(address, "making the receipt table", e);
    }
  }

  /** Makes sure that the receipt table can hold what was taken back. */
  public void admitRollbacks() {
    try {
      new ReceiptTable(address.url()).admitRollbacks(connection);
    } catch (SQLException e) {
      throw unusable(address, "preparing the receipt table", e);
    }
  }

  /**
   * The receipts in the order they were written, without those of what was taken back later; none
   * when there is no table.
   */
  public List<Receipt> receipts() {
    try {
      return new ReceiptTable(address.url()).read(connection);
    } catch (SQLException e) {
      throw unusable(address, "reading the receipts", e);
    }
  }

  /**
   * Connects anew after the connection was lost, as often as needed until patience ends. The lock
   * is not taken.
   *
   * @throws TargetFailure when no connection came about
   */
  public void reconnect(Duration patience) {
    ConnectionOpener.closeQuietly(connection);
    long start = System.nanoTime();
    while (true) {
      try {
        Connection fresh = opener.open();
        identity = TargetIdentity.of(address, fresh);
        connection = fresh;
        return;
      } catch (SQLException e) {
        if (System.nanoTime() - start > patience.toNanos()) {
          throw opener.refusal(e);
        }
        pause(jitter());
      }
    }
  }

  /** Asks the server to end the statement at work; safe while another thread waits for it. */
  public void cancel() {
    ConnectionOpener.cancelQuietly(connection);
  }

  @Override
  public void close() {
    ConnectionOpener.closeQuietly(connection);
  }

  private void refusePooling() throws SQLException {
    int announced = connection.unwrap(PGConnection.class).getBackendPID();
    if (announced != identity.backendPid()) {
      new PoolerProbe(address.url(), opener).refuseTransactionMode(connection);
    }
  }

  private void setApplicationName(String suffix) {
    try (Statement sql = connection.createStatement()) {
      sql.execute(
          suffix.isEmpty()
              ? "RESET application_name"
              : "SET application_name = '" + ConnectionOpener.applicationName() + suffix + "'");
    } catch (SQLException e) {
      throw unusable(address, "naming the session", e);
    }
  }

  private static long jitter() {
    return ThreadLocalRandom.current().nextLong(100, 300);
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the target", e);
    }
  }

  private static TargetFailure unusable(TargetAddress address, String doing, SQLException e) {
    return new TargetFailure.Unusable(
        address.url(),
        doing,
        Objects.requireNonNullElse(e.getSQLState(), ""),
        Objects.requireNonNullElse(e.getMessage(), "no reason given"));
  }
}
