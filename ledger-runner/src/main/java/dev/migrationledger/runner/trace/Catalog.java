package dev.migrationledger.runner.trace;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The relations of a database at one moment, those of the server itself left out. */
record Catalog(Map<Long, Relation> relations) {

  static final long FIRST_OF_USERS = 16_384;

  static final Catalog EMPTY = new Catalog(Map.of());

  private static final String QUESTION =
      """
      SELECT c.oid, n.nspname || '.' || c.relname,
             c.relfilenode, COALESCE(i.indrelid, 0), c.relkind IN ('r', 'm')
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
       WHERE c.oid >= %d AND n.nspname !~ '^pg_toast'
      """
          .formatted(FIRST_OF_USERS);

  Catalog {
    relations = Map.copyOf(relations);
  }

  /**
   * A relation.
   *
   * @param file where its rows are
   * @param table the table of an index; 0 for others
   * @param holdsRows whether it is a table or a materialized view
   */
  record Relation(String name, long file, long table, boolean holdsRows) {}

  static Catalog read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      Map<Long, Relation> relations = new HashMap<>();
      while (row.next()) {
        relations.put(
            row.getLong(1),
            new Relation(row.getString(2), row.getLong(3), row.getLong(4), row.getBoolean(5)));
      }
      return new Catalog(relations);
    }
  }

  boolean holds(long oid) {
    return relations.containsKey(oid);
  }

  Optional<Relation> find(long oid) {
    return Optional.ofNullable(relations.get(oid));
  }

  /** The tables that were there, and whose rows are in another place afterwards. */
  List<String> rewrittenIn(Catalog after, Catalog atStart) {
    TreeSet<String> names = new TreeSet<>();
    relations.forEach((oid, relation) -> {
      boolean moved = after.find(oid).filter(now -> now.file() != relation.file()).isPresent();
      if (moved && relation.holdsRows() && atStart.holds(oid)) {
        names.add(relation.name());
      }
    });
    return List.copyOf(names);
  }
}
