package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A short look in a transaction of its own that cannot change anything. */
public final class ReadOnly {

  /** No limit. */
  static final Duration AS_LONG_AS_IT_TAKES = Duration.ZERO;

  private ReadOnly() {}

  /** What is asked. */
  public interface Question<T> {

    T ask(Connection connection) throws SQLException;
  }

  /**
   * Asks; a lock is waited for half a second.
   *
   * @param longest how long each statement may take
   */
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
