package dev.migrationledger.runner.watch;

import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.store.log.Content;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads captured rows in batches. Only rows of transactions that had all ended when reading began
 * are read, by transaction: no row can come later with a lower number.
 */
final class CapturedRows {

  private static final String BATCH =
      "WITH batch AS MATERIALIZED (SELECT * FROM ledger.ddl_capture WHERE (transaction, ordinal) >"
          + " (?::text::xid8, ?) AND transaction < ?::text::xid8 ORDER BY transaction, ordinal LIMIT"
          + " ?) SELECT b.transaction::text::bigint, b.ordinal, b.source, (date_part('epoch',"
          + " b.captured_at) * 1000000)::bigint, (date_part('epoch', b.started_at) *"
          + " 1000000)::bigint, b.tag, b.kind, b.schema_name, b.identity, b.statement,"
          + " b.backend_pid, b.session_role, b.role, b.client_address, b.application,"
          + " b.in_extension, %s FROM batch b %s ORDER BY b.transaction, b.ordinal";

  private static final String RECEIPTS =
      " LEFT JOIN (SELECT DISTINCT ON (transaction_id) transaction_id, version, run FROM"
          + " ledger.receipt WHERE target = ? AND transaction_id <> '' ORDER BY transaction_id, id"
          + " DESC) r ON r.transaction_id = b.transaction::text LEFT JOIN LATERAL (SELECT version,"
          + " run FROM ledger.receipt s WHERE r.version IS NULL AND s.target = ? AND"
          + " s.transaction_id = '' AND s.phase = 'STEP' AND s.backend_pid = b.backend_pid AND"
          + " b.captured_at BETWEEN s.started_at AND s.ended_at ORDER BY id DESC LIMIT 1) s ON true";

  private final Connection connection;
  private final String target;
  private final String horizon;
  private final boolean receipts;
  private long transaction;
  private int ordinal;

  /**
   * Some rows and the texts they name.
   *
   * @param rows in order
   * @param texts their statements
   */
  record Batch(List<ObservedDdl> rows, List<Content> texts) {

    Batch {
      rows = List.copyOf(rows);
      texts = List.copyOf(texts);
    }
  }

  /** Reads what comes after a place. */
  CapturedRows(Connection connection, String target, long transaction, int ordinal)
      throws SQLException {
    this.connection = connection;
    this.target = target;
    this.transaction = transaction;
    this.ordinal = ordinal;
    try (var sql = connection.createStatement();
        var row =
            sql.executeQuery(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, coalesce(has_table_privilege("
                    + "to_regclass('ledger.receipt'), 'SELECT'), false)")) {
      row.next();
      horizon = row.getString(1);
      receipts = row.getBoolean(2);
    }
  }

  /** The next rows; none when all are read. */
  Batch next(int most) throws SQLException {
    var none = "'' AS version, '' AS run, 'NONE' AS proof";
    var found =
        "coalesce(r.version, s.version, ''), coalesce(r.run, s.run, ''), CASE WHEN r.version IS NOT"
            + " NULL THEN 'RECEIPT' WHEN s.version IS NOT NULL THEN 'RECEIPT_AROUND' ELSE 'NONE'"
            + " END";
    var query = receipts ? BATCH.formatted(found, RECEIPTS) : BATCH.formatted(none, "");
    var rows = new ArrayList<ObservedDdl>();
    Map<String, Content> texts = new HashMap<>();
    try (PreparedStatement sql = connection.prepareStatement(query)) {
      sql.setString(1, Long.toString(transaction));
      sql.setInt(2, ordinal);
      sql.setString(3, horizon);
      sql.setInt(4, most);
      if (receipts) {
        sql.setString(5, target);
        sql.setString(6, target);
      }
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          var text = texts.computeIfAbsent(SecretText.without(row.getString(10)), Content::of);
          rows.add(row(row, text.commitment()));
        }
      }
    }
    if (!rows.isEmpty()) {
      transaction = rows.getLast().transaction();
      ordinal = rows.getLast().ordinal();
    }
    return new Batch(rows, List.copyOf(texts.values()));
  }

  /** How many rows there are after the place, whether or not their transactions have ended. */
  long waiting() throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT count(*) FROM ledger.ddl_capture WHERE (transaction, ordinal) >"
                + " (?::text::xid8, ?)")) {
      sql.setString(1, Long.toString(transaction));
      sql.setInt(2, ordinal);
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static ObservedDdl row(ResultSet row, String statement) throws SQLException {
    return new ObservedDdl(
        row.getLong(1),
        row.getInt(2),
        ObservedDdl.Source.valueOf(row.getString(3)),
        CaptureInspection.micros(row.getLong(4)),
        CaptureInspection.micros(row.getLong(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        statement,
        new ObservedDdl.Session(
            row.getInt(11),
            row.getString(12),
            row.getString(13),
            row.getString(14),
            SecretText.without(row.getString(15))),
        row.getBoolean(16),
        row.getString(17),
        row.getString(18),
        ObservedDdl.Proof.valueOf(row.getString(19)));
  }
}
