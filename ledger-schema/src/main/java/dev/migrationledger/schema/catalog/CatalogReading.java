package dev.migrationledger.schema.catalog;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads all kinds of objects at one moment. */
public final class CatalogReading {

  private static final int ATTEMPTS = 3;

  /**
   * What would make the server write the same thing in another way, and just-in-time compilation:
   * in a database of thousands of tables it takes longer than the questions that it is to speed up.
   */
  private static final String SETTINGS =
      """
      SET LOCAL search_path = pg_catalog, pg_temp;
      SET LOCAL datestyle = 'ISO, MDY';
      SET LOCAL intervalstyle = 'postgres';
      SET LOCAL timezone = 'UTC';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL bytea_output = 'hex';
      SET LOCAL quote_all_identifiers = off;
      SET LOCAL standard_conforming_strings = on;
      SET LOCAL xmlbinary = 'base64';
      SET LOCAL lc_monetary = 'C';
      SET LOCAL jit = off;
      SET LOCAL lock_timeout = '5s';
      SET LOCAL statement_timeout = '120s'
      """;

  private CatalogReading() {}

  /**
   * Everything that migrations could have made, as far as the scope goes.
   *
   * @throws SnapshotFailure when it cannot be read
   */
  public static List<CatalogObject> read(Connection connection, Scope scope) {
    try {
      return connection.getAutoCommit()
          ? readAlone(connection, scope)
          : readWithin(connection, scope);
    } catch (SQLException e) {
      throw Reason.of(e).failure("the connection", e);
    }
  }

  private static List<CatalogObject> readAlone(Connection connection, Scope scope)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      connection.setAutoCommit(false);
      try {
        try (Statement sql = connection.createStatement()) {
          sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
        return readAll(connection, scope);
      } catch (SnapshotFailure e) {
        if (e.code() != SchemaCode.CHANGING || attempt == ATTEMPTS) {
          throw e;
        }
      } finally {
        leave(connection);
      }
    }
  }

  /** A connection that is gone tells so at the question, not here. */
  private static void leave(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * The same in a transaction that somebody has opened on the server, whatever the driver thinks of
   * it: a statement of theirs may have begun it.
   *
   * @throws SnapshotFailure when it cannot be read; the transaction goes on
   */
  public static List<CatalogObject> readInside(Connection connection, Scope scope) {
    try {
      return readWithin(connection, scope);
    } catch (SQLException e) {
      throw Reason.of(e).failure("the connection", e);
    }
  }

  /** Savepoints in SQL: the driver has none in a transaction that it does not know of. */
  private static List<CatalogObject> readWithin(Connection connection, Scope scope)
      throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("SAVEPOINT ledger_snapshot");
      try {
        return readAll(connection, scope);
      } finally {
        if (!connection.isClosed()) {
          sql.execute("ROLLBACK TO SAVEPOINT ledger_snapshot");
          sql.execute("RELEASE SAVEPOINT ledger_snapshot");
        }
      }
    }
  }

  private static List<CatalogObject> readAll(Connection connection, Scope scope)
      throws SQLException {
    try (Statement sql = connection.createStatement();
        var description = new Description(connection)) {
      sql.execute(SETTINGS);
      narrow(connection, scope);
      int major = connection.getMetaData().getDatabaseMajorVersion();
      Set<CatalogKind> absent = absent(sql);
      for (CatalogKind kind : CatalogKind.values()) {
        if (!absent.contains(kind) && scope.has(kind)) {
          description.ask(kind, Question.of(kind, major, scope));
        }
      }
      return description.objects();
    }
  }

  private static void narrow(Connection connection, Scope scope) throws SQLException {
    if (!scope.allTables()) {
      try (var sql = connection.prepareStatement(Question.narrow())) {
        sql.setString(1, scope.json());
        sql.execute();
      }
    }
  }

  private static Set<CatalogKind> absent(Statement sql) throws SQLException {
    var absent = EnumSet.noneOf(CatalogKind.class);
    try (var row = sql.executeQuery(Question.absent())) {
      while (row.next()) {
        absent.add(CatalogKind.valueOf(row.getString(1)));
      }
    }
    return absent;
  }
}
