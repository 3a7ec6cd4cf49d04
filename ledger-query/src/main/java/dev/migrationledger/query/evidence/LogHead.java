package dev.migrationledger.query.evidence;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * The head of the log as it is stored.
 *
 * @param size how many events there are
 * @param root the root of the Merkle tree over them, 64 lower-case hexadecimal digits
 * @param ledger the ledger's identity
 * @param format the format it is written in
 */
public record LogHead(long size, String root, String ledger, int format) {

  private static final String SQL =
      "SELECT h.size, h.root, m.ledger_id::text AS ledger, m.format"
          + " FROM ledger.head h CROSS JOIN ledger.meta m";

  public LogHead {
    requireNonNull(root, "root");
    requireNonNull(ledger, "ledger");
  }

  /**
   * Reads it.
   *
   * @throws StoreFailure.HeadDamaged when there is none
   */
  public static LogHead read(Connection c) {
    try (var statement = c.prepareStatement(SQL);
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new StoreFailure.HeadDamaged("there is no head row");
      }
      return new LogHead(
          rows.getLong("size"),
          HexFormat.of().formatHex(rows.getBytes("root")),
          rows.getString("ledger"),
          rows.getInt("format"));
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the head of the log", c);
    }
  }
}
