package dev.migrationledger.sql.parse;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A real PostgreSQL as a judge of syntax: in a transaction that has failed it parses what it is
 * sent, says so if it cannot, and runs nothing.
 */
final class Server implements AutoCloseable {

  private static final String RUNS_NOTHING = "25P02";

  private final EmbeddedPostgres server = EmbeddedPostgres.temporary();
  private final Connection connection;

  Server() throws SQLException {
    connection =
        DriverManager.getConnection(
            server.url("postgres") + "?preferQueryMode=simple", server.user(), server.password());
    execute("BEGIN");
    verdict("SELECT 1/0");
  }

  /** What the server says: accepted, or its message and position. */
  record Verdict(String message, int position) {

    static final Verdict ACCEPTED = new Verdict("", 0);

    /** What our parser makes of the same. */
    static Verdict of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Trees trees -> ACCEPTED;
        case Outcome.Refused refused -> new Verdict(refused.message(), refused.position());
        case Outcome.Unread unread -> new Verdict("unread: " + unread.reason(), 0);
      };
    }
  }

  Verdict verdict(String sql) {
    try {
      execute(sql);
      return Verdict.ACCEPTED;
    } catch (PSQLException e) {
      ServerErrorMessage error = e.getServerErrorMessage();
      if (error == null) {
        throw new AssertionError("The server cannot be asked: " + sql, e);
      }
      return RUNS_NOTHING.equals(e.getSQLState())
          ? Verdict.ACCEPTED
          : new Verdict(String.valueOf(error.getMessage()), error.getPosition());
    } catch (SQLException e) {
      throw new AssertionError("The server cannot be asked: " + sql, e);
    }
  }

  /** What the server says when it runs the statement, which leaves nothing behind. */
  Verdict verdictOnRunning(String sql) throws SQLException {
    try (Connection other =
        DriverManager.getConnection(server.url("postgres"), server.user(), server.password())) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
        return Verdict.ACCEPTED;
      } catch (SQLException e) {
        return new Verdict(String.valueOf(e.getMessage()), 0);
      } finally {
        other.rollback();
      }
    }
  }

  /** Where the server's own SQL scripts are. */
  Path scripts() throws SQLException {
    try (Connection other =
            DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
        Statement statement = other.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'SHAREDIR'")) {
      found.next();
      return Path.of(found.getString(1));
    }
  }

  @Override
  public void close() {
    try (connection) {
      server.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
