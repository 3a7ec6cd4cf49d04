package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks a target how large relations are; reads catalogs and the sizes of files, and no row. */
public final class LiveTables {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Sizes need a lock that somebody who rewrites the table does not give. */
  private static final String WITH_SIZES =
      "pg_catalog.pg_relation_size(p.relid), pg_catalog.pg_total_relation_size(p.relid)";

  private static final String WITHOUT = "NULL::bigint, NULL::bigint";

  private static final String QUESTION =
      """
      WITH named AS (
        SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid) AS visible,
               COALESCE(i.indrelid, c.oid) AS heap
          FROM pg_catalog.pg_class AS c
          JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
          LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
         WHERE c.relname = ANY (?) AND c.relkind IN ('r', 'p', 'm', 'f', 'v', 'i', 'I')
      ), part AS (
        SELECT named.oid, named.heap AS relid FROM named
         UNION
        SELECT named.oid, tree.relid
          FROM named, pg_catalog.pg_partition_tree(named.heap) AS tree
      ), sized AS (
        SELECT p.oid, c.reltuples::float8 AS tuples, c.relpages, s.heap, s.total
          FROM part AS p
          JOIN pg_catalog.pg_class AS c ON c.oid = p.relid AND c.relkind NOT IN ('p', 'v', 'f')
          CROSS JOIN LATERAL (SELECT %s) AS s (heap, total)
      ), told AS (
        SELECT oid, total,
               CASE WHEN heap = 0 THEN 0
                    WHEN tuples < 0 THEN NULL
                    WHEN relpages = 0 OR heap IS NULL THEN tuples
                    ELSE tuples / relpages
                         * (heap / pg_catalog.current_setting('block_size')::float8)
               END AS estimate
          FROM sized
      )
      SELECT nspname, relname, visible,
             COALESCE(CASE WHEN bool_and(estimate IS NOT NULL) THEN sum(estimate) END, -1)::bigint,
             COALESCE(sum(total), -1)::bigint
        FROM named LEFT JOIN told USING (oid)
       GROUP BY named.oid, nspname, relname, visible
       ORDER BY nspname, relname
      """;

  private LiveTables() {}

  /** All relations of these names, in whatever schema. */
  public static List<LiveTable> named(TargetSession session, Collection<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    try {
      return ask(session, WITH_SIZES, names);
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return withoutSizes(session, names);
      }
      throw unusable(session.connection(), e);
    }
  }

  private static List<LiveTable> withoutSizes(TargetSession session, Collection<String> names) {
    try {
      return ask(session, WITHOUT, names);
    } catch (SQLException e) {
      throw unusable(session.connection(), e);
    }
  }

  private static List<LiveTable> ask(TargetSession session, String sizes, Collection<String> names)
      throws SQLException {
    return ReadOnly.ask(session, ReadOnly.AS_LONG_AS_IT_TAKES, c -> ask(c, sizes, names));
  }

  private static List<LiveTable> ask(Connection connection, String sizes, Collection<String> names)
      throws SQLException {
    try (PreparedStatement question = connection.prepareStatement(QUESTION.replace("%s", sizes))) {
      question.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet row = question.executeQuery()) {
        List<LiveTable> tables = new ArrayList<>();
        while (row.next()) {
          tables.add(
              new LiveTable(
                  row.getString(1),
                  row.getString(2),
                  row.getBoolean(3),
                  row.getLong(4),
                  row.getLong(5)));
        }
        return tables;
      }
    }
  }

  private static TargetFailure unusable(Connection connection, SQLException e) {
    return new TargetFailure.Unusable(
        url(connection),
        "asking how large tables are",
        String.valueOf(e.getSQLState()),
        String.valueOf(e.getMessage()));
  }

  private static String url(Connection connection) {
    try {
      return String.valueOf(connection.getMetaData().getURL()).replaceFirst("\\?.*", "");
    } catch (SQLException gone) {
      return "the target";
    }
  }
}
