package dev.migrationledger.spring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the schema {@code ledger} of a target tells, as far as the role may read it. */
final class LedgerReading {

  private static final String RIGHTS =
      """
      SELECT c.relname, has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'ledger' AND c.relname IN ('receipt', 'schema_migrations')
      """;

  private static final String RECEIPTS =
      """
      SELECT r.version, bool_or(r.phase = 'APPLIED') FROM ledger.receipt r
      WHERE r.target = ? AND r.phase <> 'ROLLED_BACK' AND NOT EXISTS (
        SELECT FROM ledger.receipt b
        WHERE b.phase = 'ROLLED_BACK' AND b.id > r.id AND b.version = r.version)
      GROUP BY r.version
      """;

  private static final String MIGRATIONS =
      """
      SELECT version, filename, status, error_message FROM ledger.schema_migrations
      WHERE target = ? AND number IS NOT NULL AND known ORDER BY number, filename
      """;

  private static final Set<String> DONE = Set.of("applied", "baselined");
  private static final Set<String> DOUBTFUL = Set.of("failed", "unknown", "running");

  private final Connection connection;
  private final List<String> notes = new ArrayList<>();
  private final Set<Long> done = new TreeSet<>();
  private final Set<Long> seen = new HashSet<>();
  private final List<Doubt> doubts = new ArrayList<>();
  private boolean read;

  private LedgerReading(Connection connection) {
    this.connection = connection;
  }

  /** A migration that is not done, and why that is not simply so. */
  record Doubt(long number, String what) {}

  /**
   * Reads what there is.
   *
   * @param target the target's name; empty for that of the newest receipt, else the database's
   */
  static LedgerReading of(Connection connection, String target) throws SQLException {
    var reading = new LedgerReading(connection);
    var there = new HashSet<String>();
    var readable = reading.readable(there);
    if (there.isEmpty()) {
      reading.notes.add("this database has no ledger.receipt: no version is known of it");
    }
    var name = reading.name(target, readable.contains("receipt"));
    if (readable.contains("receipt")) {
      reading.receipts(name);
    }
    if (readable.contains("schema_migrations")) {
      reading.migrations(name);
    }
    return reading;
  }

  private Set<String> readable(Set<String> there) throws SQLException {
    var readable = new HashSet<String>();
    try (var sql = connection.createStatement();
        var rows = sql.executeQuery(RIGHTS)) {
      while (rows.next()) {
        var table = rows.getString(1);
        there.add(table);
        if (rows.getBoolean(2)) {
          readable.add(table);
        } else {
          notes.add(
              "ledger.%s: the role may not read it; GRANT USAGE ON SCHEMA ledger, SELECT ON ledger.%s"
                      .formatted(table, table)
                  + " to it");
        }
      }
    }
    return readable;
  }

  private String name(String target, boolean receipts) throws SQLException {
    if (!target.isEmpty()) {
      return target;
    }
    var question =
        receipts
            ? "SELECT coalesce((SELECT target FROM ledger.receipt ORDER BY id DESC LIMIT 1),"
                + " current_database())"
            : "SELECT current_database()";
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  private void receipts(String target) throws SQLException {
    read = true;
    try (var sql = connection.prepareStatement(RECEIPTS);
        var rows = rows(sql, target)) {
      while (rows.next()) {
        var number = Long.parseLong(rows.getString(1));
        if (rows.getBoolean(2)) {
          done.add(number);
        } else {
          doubts.add(new Doubt(number, "migration %s is half done".formatted(rows.getString(1))));
        }
      }
    }
  }

  private void migrations(String target) throws SQLException {
    read = true;
    try (var sql = connection.prepareStatement(MIGRATIONS);
        var rows = rows(sql, target)) {
      while (rows.next()) {
        var number = Long.parseLong(rows.getString(1));
        var status = rows.getString(3);
        seen.add(number);
        if (DONE.contains(status)) {
          done.add(number);
        } else if (DOUBTFUL.contains(status) && !done.contains(number)) {
          var why = rows.getString(4);
          doubts.add(
              new Doubt(
                  number,
                  "migration %s is %s%s"
                      .formatted(
                          rows.getString(2),
                          status,
                          why == null || why.isBlank()
                              ? ""
                              : ": " + why.lines().findFirst().get())));
        }
      }
    }
  }

  private static ResultSet rows(PreparedStatement sql, String target) throws SQLException {
    sql.setString(1, target);
    return sql.executeQuery();
  }

  /** Whether anything could be read. */
  boolean isRead() {
    return read;
  }

  /** What could not be. */
  List<String> notes() {
    return notes;
  }

  /** The highest version that is done; -1 when none is. */
  long head() {
    return done.stream().mapToLong(Long::longValue).max().orElse(-1);
  }

  /** Whether a version is done, or lies before the first that the ledger knows of. */
  boolean has(long number) {
    return done.contains(number) || (number < head() && !seen.contains(number));
  }

  /** What is not simply done or not done. */
  List<Doubt> doubts() {
    return doubts;
  }
}
