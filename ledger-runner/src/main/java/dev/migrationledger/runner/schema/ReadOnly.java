package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A short look in a transaction of its own that cannot change anything. */
public final class ReadOnly {

  private ReadOnly() {}

  /** What is asked. */
  public interface Question<T> {

    T ask(Connection connection) throws SQLException;
  }

  /** Asks, and rolls back. */
  public static <T> T ask(TargetSession session, Duration longest, Question<T> question)
      throws SQLException {
    var connection = session.connection();
    var before = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (var sql = connection.createStatement()) {
      sql.execute(
          "SET TRANSACTION READ ONLY; SET LOCAL lock_timeout = 500; SET LOCAL row_security = off;"
              + " SET LOCAL statement_timeout = "
              + longest.toMillis());
      return question.ask(connection);
    } finally {
      connection.rollback();
      connection.setAutoCommit(before);
    }
  }
}
