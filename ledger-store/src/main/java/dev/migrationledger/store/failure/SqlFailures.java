package dev.migrationledger.store.failure;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;

/** Tells which failure of the store a server's error is. */
public final class SqlFailures {

  private SqlFailures() {}

  /**
   * The failure for a server's error.
   *
   * @param action what was being done, after "to", e.g. {@code read the ledger's head}
   */
  public static StoreFailure of(SQLException e, String action) {
    var state = Objects.requireNonNullElse(e.getSQLState(), "");
    var detail = firstLine(e);
    if (isUnreachable(state) || e instanceof SQLTransientConnectionException) {
      return new StoreFailure.Unreachable(detail, e);
    }
    if (state.startsWith("28")) {
      return new StoreFailure.LoginRefused(detail, e);
    }
    return new StoreFailure.Refused(action, state, detail, e);
  }

  /**
   * The same, naming role and database when a right or the schema is missing. A transaction that is
   * open on the connection is rolled back: the server has ended it anyway.
   */
  public static StoreFailure of(SQLException e, String action, Connection c) {
    var state = Objects.requireNonNullElse(e.getSQLState(), "");
    return switch (state) {
      case "42501" -> new StoreFailure.NotPermitted(role(c), database(c), firstLine(e), e);
      case "42P01", "3F000" -> new StoreFailure.SchemaMissing(database(c));
      default -> of(e, action);
    };
  }

  /** The role a connection works as, empty when it cannot be asked. */
  public static String role(Connection c) {
    try {
      return Objects.requireNonNullElse(c.getMetaData().getUserName(), "");
    } catch (SQLException e) {
      return "";
    }
  }

  /** The database a connection leads to, empty when it cannot be asked. */
  public static String database(Connection c) {
    try {
      if (!c.getAutoCommit()) {
        c.rollback();
      }
      return Objects.requireNonNullElse(c.getCatalog(), "");
    } catch (SQLException e) {
      return "";
    }
  }

  /** The server's message without its context lines; of a batch without the statement's values. */
  public static String firstLine(SQLException e) {
    var next = e instanceof BatchUpdateException ? e.getNextException() : null;
    var told = next == null ? e.getMessage() : next.getMessage();
    var message = Objects.requireNonNullElse(told, e.getClass().getSimpleName());
    var line = message.lines().findFirst().orElse("").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static boolean isUnreachable(String state) {
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300")
        || state.equals("3D000");
  }
}
