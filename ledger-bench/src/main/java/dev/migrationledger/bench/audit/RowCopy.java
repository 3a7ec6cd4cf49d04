package dev.migrationledger.bench.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor of a replay: reads every event's bytes, then every row of the read models, and inserts
 * the rows in batches into tables with the same indexes. Nothing is decoded and nothing is decided.
 */
final class RowCopy {

  private static final int BATCH = 2_000;
  private static final String SCHEMA = "bench_copy";
  private static final String TABLES =
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = 'ledger' AND c.relkind = 'r' AND EXISTS (SELECT FROM"
          + " ledger.projection_position p WHERE p.projection = c.relname) ORDER BY 1";

  private RowCopy() {}

  /** How many rows were copied. */
  static long all(Connection from, Connection to) throws SQLException {
    from.setAutoCommit(false);
    to.setAutoCommit(false);
    execute(to, "CREATE SCHEMA " + SCHEMA);
    read(from);
    long rows = 0;
    for (var table : tables(from)) {
      execute(
          to, "CREATE TABLE %1$s.%2$s (LIKE ledger.%2$s INCLUDING ALL)".formatted(SCHEMA, table));
      rows += copy(from, to, table);
      to.commit();
    }
    from.commit();
    return rows;
  }

  private static List<String> tables(Connection from) throws SQLException {
    try (var statement = from.createStatement();
        var found = statement.executeQuery(TABLES)) {
      var tables = new ArrayList<String>();
      while (found.next()) {
        tables.add(found.getString(1));
      }
      return tables;
    }
  }

  private static void read(Connection from) throws SQLException {
    try (var statement = from.createStatement()) {
      statement.setFetchSize(BATCH);
      long bytes = 0;
      try (var rows = statement.executeQuery("SELECT payload, metadata FROM ledger.entry")) {
        while (rows.next()) {
          bytes += rows.getBytes(1).length + rows.getBytes(2).length;
        }
      }
      if (bytes == 0) {
        throw new IllegalStateException("the ledger is empty");
      }
    }
  }

  private static long copy(Connection from, Connection to, String table) throws SQLException {
    try (var statement = from.createStatement()) {
      statement.setFetchSize(BATCH);
      try (var rows = statement.executeQuery("SELECT * FROM ledger." + table)) {
        int columns = rows.getMetaData().getColumnCount();
        var marks = "?" + ", ?".repeat(columns - 1);
        long copied = 0;
        try (var insert =
            to.prepareStatement("INSERT INTO %s.%s VALUES (%s)".formatted(SCHEMA, table, marks))) {
          while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
              insert.setObject(column, rows.getObject(column));
            }
            insert.addBatch();
            if (++copied % BATCH == 0) {
              insert.executeBatch();
              to.commit();
            }
          }
          insert.executeBatch();
        }
        return copied;
      }
    }
  }

  private static void execute(Connection c, String sql) throws SQLException {
    try (var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }
}
