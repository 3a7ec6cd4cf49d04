package dev.migrationledger.runner.recovery.repair;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A target's schema and rows at one moment.
 *
 * @param schema the schema's hash, empty when it could not be read
 * @param rows each table to its rows
 * @param uncounted the tables whose rows were not counted, and so not compared
 */
record Proof(String schema, Map<String, Long> rows, List<String> uncounted) {

  private static final long MOST_BYTES = 256L << 20;
  private static final Duration ALTOGETHER = Duration.ofSeconds(10);

  private static final String TABLES =
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.pg_table_size(c.oid),
             pg_catalog.has_table_privilege(c.oid, 'SELECT')
               AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r'
        AND n.nspname !~ '^pg_(toast|temp)|^(pg_catalog|information_schema|ledger)$'
      ORDER BY 2, 1
      """;

  /** A table to count. */
  private record Table(String name, long bytes, boolean readable) {}

  Proof {
    requireNonNull(schema, "schema");
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    uncounted = List.copyOf(uncounted);
  }

  static Proof take(Connection connection) throws SQLException {
    var rows = new TreeMap<String, Long>();
    var uncounted = new ArrayList<String>();
    var start = System.nanoTime();
    for (var table : tables(connection)) {
      var late = System.nanoTime() - start > ALTOGETHER.toNanos();
      if (late || !table.readable() || table.bytes() > MOST_BYTES) {
        uncounted.add(table.name());
      } else {
        rows.put(table.name(), count(connection, table.name()));
      }
    }
    return new Proof(hash(connection), rows, uncounted);
  }

  private static String hash(Connection connection) {
    try {
      return SchemaSnapshot.take(connection).hash();
    } catch (SnapshotFailure e) {
      return "";
    }
  }

  private static List<Table> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<Table>();
    try (var sql = connection.createStatement();
        var row = sql.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(new Table(row.getString(1), row.getLong(2), row.getBoolean(3)));
      }
    }
    return tables;
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT count(*) FROM ONLY " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What is different afterwards, in words. */
  String until(Proof after) {
    var text = new StringBuilder();
    text.append(
        schema.isEmpty() || after.schema().isEmpty()
            ? "the schema could not be compared"
            : schema.equals(after.schema())
                ? "schema " + brief(schema) + " as before"
                : "schema " + brief(schema) + " became " + brief(after.schema()));
    var changed = new ArrayList<String>();
    var both = 0;
    for (var before : rows.entrySet()) {
      var now = after.rows().get(before.getKey());
      if (now != null) {
        both++;
        if (!now.equals(before.getValue())) {
          changed.add(before.getKey() + " " + before.getValue() + " to " + now);
        }
      }
    }
    text.append("; rows of ").append(both).append(" tables counted, ");
    text.append(changed.isEmpty() ? "none changed" : "changed: " + String.join(", ", changed));
    if (!uncounted.isEmpty()) {
      text.append("; ").append(uncounted.size()).append(" not counted: too large or not readable");
    }
    return text.toString();
  }

  private static String brief(String hash) {
    return hash.substring(0, 12);
  }
}
