package dev.migrationledger.runner.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The session-level lock that lets one run at a time migrate a database. It is polled and never
 * waited for inside a transaction: a waiting transaction would hold back {@code CREATE INDEX
 * CONCURRENTLY} of the holder.
 */
final class AdvisoryLock {

  /** The letters LEDGER and a number, so that it is not met by chance. */
  static final long KEY = 0x4C45_4447_4552_0001L;

  /**
   * Held twice, so that one can be given back and taken again to see that it is still held: unlike
   * a look into pg_locks this costs next to nothing, and lost, it is taken again at once.
   */
  static final String HELD =
      "SELECT pg_catalog.pg_advisory_unlock("
          + KEY
          + "), pg_catalog.pg_try_advisory_lock("
          + KEY
          + ")";

  static final String WAITING = " (waiting for the lock)";

  private static final String SESSION =
      "a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''),"
          + " coalesce(host(a.client_addr), ''),"
          + " coalesce(a.xact_start, a.backend_start, now())";

  private AdvisoryLock() {}

  static boolean take(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT pg_try_advisory_lock(?) AND pg_try_advisory_lock(?)")) {
      query.setLong(1, KEY);
      query.setLong(2, KEY);
      return isTrue(query);
    }
  }

  static void release(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
      query.setLong(1, KEY);
      while (holds(connection)) {
        query.execute();
      }
    }
  }

  private static boolean holds(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND granted"
                + " AND objsubid = 1 AND pid = pg_backend_pid() AND classid = "
                + (KEY >>> 32)
                + "::oid AND objid = "
                + (KEY & 0xFFFF_FFFFL)
                + "::oid")) {
      return isTrue(query);
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  static Optional<LockHolder> holder(Connection connection) throws SQLException {
    List<LockHolder> holders =
        sessions(
            connection,
            "SELECT "
                + SESSION
                + " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                + " AND l.database = (SELECT oid FROM pg_database WHERE datname ="
                + " current_database()) AND l.classid = "
                + (KEY >>> 32)
                + "::oid AND l.objid = "
                + (KEY & 0xFFFF_FFFFL)
                + "::oid");
    return holders.stream().findFirst();
  }

  static List<LockHolder> waiters(Connection connection) throws SQLException {
    return sessions(
        connection,
        "SELECT "
            + SESSION
            + " FROM pg_stat_activity a WHERE a.datname = current_database()"
            + " AND a.application_name LIKE 'migration-ledger %"
            + WAITING
            + "' ORDER BY a.backend_start");
  }

  /** Who keeps the given server process from getting a lock it waits for, at this moment. */
  static List<LockHolder> blockers(Connection connection, int pid) throws SQLException {
    return sessions(
        connection,
        "SELECT "
            + SESSION
            + " FROM pg_stat_activity a WHERE a.pid = ANY (pg_blocking_pids("
            + pid
            + ")) ORDER BY a.xact_start");
  }

  private static List<LockHolder> sessions(Connection connection, String sql) throws SQLException {
    List<LockHolder> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(
            new LockHolder(
                row.getInt(1),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                Objects.requireNonNullElse(row.getTimestamp(5).toInstant(), Instant.EPOCH)));
      }
    }
    return found;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }
}
