package dev.migrationledger.runner.watch;

import dev.migrationledger.domain.capture.CapturePart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Decides when the table of captured rows may go: under a lock, so that no row is on its way. */
final class CaptureTable {

  private CaptureTable() {}

  /** Counts the rows that were not taken in. */
  @FunctionalInterface
  interface Waiting {
    long rows() throws SQLException;
  }

  /**
   * Whether an installation goes on with the table that is there, in the caller's transaction.
   *
   * @throws WatchRefused when it is not whole, and holds rows that were not taken in
   */
  static boolean isKept(Connection c, List<CapturePart> found, Waiting waiting)
      throws SQLException {
    boolean whole =
        found.stream()
            .filter(
                p -> p.name().equals(CaptureNames.TABLE) || p.name().equals(CaptureNames.FAILURES))
            .allMatch(CapturePart::isIntact);
    var place = CapturePlace.of(c);
    if (!place.table() || (whole && place.trusted())) {
      return place.table();
    }
    if (place.trusted() && locked(c, waiting) > 0) {
      throw new WatchRefused(WatchCode.BUSY, "rows came in meanwhile");
    }
    return false;
  }

  /**
   * Takes the table away when every row was taken in.
   *
   * @return how many rows were not; at least one when an open transaction may still write some
   */
  static long remove(Connection c, Waiting waiting) throws SQLException {
    if (!CapturePlace.of(c).table()) {
      return 0;
    }
    c.setAutoCommit(false);
    try (var sql = c.createStatement()) {
      sql.execute("SET LOCAL lock_timeout = '2s'");
      long left = locked(c, waiting);
      if (left == 0) {
        CaptureInstaller.removeRows(sql);
        c.commit();
      }
      return left;
    } catch (SQLException e) {
      c.rollback();
      return Math.max(1, waiting.rows());
    } finally {
      c.rollback();
      c.setAutoCommit(true);
    }
  }

  private static long locked(Connection c, Waiting waiting) throws SQLException {
    try (var sql = c.createStatement()) {
      sql.execute("LOCK TABLE ledger.ddl_capture IN ACCESS EXCLUSIVE MODE");
    }
    return waiting.rows();
  }
}
