package dev.migrationledger.store.failure;

import java.sql.Connection;
import java.sql.SQLException;
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
    if (isUnreachable(state)) {
      return new StoreFailure.Unreachable(detail, e);
    }
    if (state.startsWith("28")) {
      return new StoreFailure.LoginRefused(detail, e);
    }
    return new StoreFailure.Refused(action, state, detail, e);
  }

  /** The same, naming role and database when a right is missing. */
  public static StoreFailure of(SQLException e, String action, Connection c) {
    if ("42501".equals(e.getSQLState())) {
      try {
        return new StoreFailure.NotPermitted(
            Objects.requireNonNullElse(c.getMetaData().getUserName(), ""),
            Objects.requireNonNullElse(c.getCatalog(), ""),
            firstLine(e),
            e);
      } catch (SQLException lost) {
        e.addSuppressed(lost);
      }
    }
    return of(e, action);
  }

  /** The server's message without its context lines. */
  public static String firstLine(SQLException e) {
    var message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
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
