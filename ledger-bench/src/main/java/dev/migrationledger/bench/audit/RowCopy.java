package dev.migrationledger.bench.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The floor of a replay, the fastest plain program we know of: reads every event's bytes, then pipes
 * every row of the read models from one {@code COPY} into another, and makes the same indexes when
 * the rows are there. Nothing is decoded and nothing is decided.
 */
final class RowCopy {

  private static final int BATCH = 2_000;
  private static final String SCHEMA = "bench_copy";
  private static final String TABLES =
      "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = 'ledger' AND c.relkind = 'r' AND EXISTS (SELECT FROM"
          + " ledger.projection_position p WHERE p.projection = c.relname) ORDER BY 1";
  private static final String INDEXES =
      "SELECT replace(indexdef, ' ON ledger.', ' ON %s.') FROM pg_indexes"
          + " WHERE schemaname = 'ledger' AND tablename = '%s' ORDER BY indexname";

  private RowCopy() {}

  /** How many rows were copied. */
  static long all(Connection from, Connection to) throws SQLException {
    from.setAutoCommit(false);
    to.setAutoCommit(false);
    execute(to, "CREATE SCHEMA " + SCHEMA);
    read(from);
    long rows = 0;
    for (var table : texts(from, TABLES)) {
      execute(
          to,
          "CREATE TABLE %1$s.%2$s (LIKE ledger.%2$s INCLUDING ALL EXCLUDING INDEXES)"
              .formatted(SCHEMA, table));
      rows += copy(from, to, table);
      for (var index : texts(from, INDEXES.formatted(SCHEMA, table))) {
        execute(to, index);
      }
    }
    to.commit();
    from.commit();
    return rows;
  }

  private static List<String> texts(Connection from, String query) throws SQLException {
    try (var statement = from.createStatement();
        var found = statement.executeQuery(query)) {
      var texts = new ArrayList<String>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
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
    var out =
        from.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY ledger.%s TO STDOUT BINARY".formatted(table));
    var in =
        to.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY %s.%s FROM STDIN BINARY".formatted(SCHEMA, table));
    for (var part = out.readFromCopy(); part != null; part = out.readFromCopy()) {
      in.writeToCopy(part, 0, part.length);
    }
    return in.endCopy();
  }

  private static void execute(Connection c, String sql) throws SQLException {
    try (var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }
}
