package dev.migrationledger.runner.execute.wire;

import dev.migrationledger.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The indexes that a failed concurrent build leaves: there, maintained, and used by no query. */
public final class InvalidIndexes {

  private static final String QUERY =
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_index i"
          + " JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace"
          + " WHERE NOT i.indisvalid";

  private final Connection connection;
  private final Set<String> before;
  private final boolean concerned;

  private InvalidIndexes(Connection connection, boolean concerned) throws SQLException {
    this.connection = connection;
    this.concerned = concerned;
    this.before = concerned ? now(connection) : Set.of();
  }

  /**
   * Looks before the statement runs; a statement that builds nothing concurrently costs nothing.
   */
  public static InvalidIndexes before(Statement statement, Connection connection)
      throws SQLException {
    boolean concerned = statement.text().toUpperCase(Locale.ROOT).contains("CONCURRENTLY");
    return new InvalidIndexes(connection, concerned);
  }

  /** Those that are invalid now and were not there, or not invalid, before. */
  public Set<String> left() throws SQLException {
    if (!concerned) {
      return Set.of();
    }
    Set<String> left = now(connection);
    left.removeAll(before);
    return left;
  }

  /** Takes away what the failed attempt left, so that the same statement can be tried again. */
  public void drop(Set<String> left) throws Stopped {
    for (String index : left) {
      Command drop = Command.Own.of("DROP INDEX CONCURRENTLY IF EXISTS " + index);
      Optional<SQLException> error = Pipeline.run(connection, List.of(drop)).error();
      if (error.isPresent()) {
        throw new Stopped(drop, error.get(), false);
      }
    }
  }

  private static Set<String> now(Connection connection) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }
}
