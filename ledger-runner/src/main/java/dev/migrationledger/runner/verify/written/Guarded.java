package dev.migrationledger.runner.verify.written;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks within a transaction that a script has open, which goes on whatever comes of it. */
final class Guarded {

  private static final String SAVEPOINT = "migration_ledger_look";

  private Guarded() {}

  /**
   * The rows of one question, in one round trip; NULL as an empty text.
   *
   * @throws SQLException when it cannot be answered: the transaction is as it was before
   */
  static List<List<String>> rows(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try {
        var isRows =
            statement.execute(
                "SAVEPOINT %1$s; %2$s; RELEASE SAVEPOINT %1$s".formatted(SAVEPOINT, question));
        return firstRows(statement, isRows);
      } catch (SQLException e) {
        try (var back = connection.createStatement()) {
          back.execute("ROLLBACK TO SAVEPOINT %1$s; RELEASE SAVEPOINT %1$s".formatted(SAVEPOINT));
        } catch (SQLException alsoFailed) {
          e.addSuppressed(alsoFailed);
        }
        throw e;
      }
    }
  }

  private static List<List<String>> firstRows(Statement statement, boolean first)
      throws SQLException {
    var rows = new ArrayList<List<String>>();
    var isRows = first;
    while (isRows || statement.getUpdateCount() != -1) {
      if (isRows) {
        try (var found = statement.getResultSet()) {
          while (found.next()) {
            var row = new ArrayList<String>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
              var value = found.getString(i);
              row.add(value == null ? "" : value);
            }
            rows.add(row);
          }
        }
      }
      isRows = statement.getMoreResults();
    }
    return rows;
  }
}
