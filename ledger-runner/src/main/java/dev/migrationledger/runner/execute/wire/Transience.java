package dev.migrationledger.runner.execute.wire;

import dev.migrationledger.runner.execute.work.ExecutionSettings;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.util.PSQLException;

/** Whether an error may be gone when the same is tried again. */
public enum Transience {
  /** A lock was not given in time. */
  LOCK,
  /** A deadlock or a serialization failure: somebody else went first. */
  CONFLICT,
  /** Our statement timeout. */
  TIMEOUT,
  /** The connection or the server is gone. */
  CONNECTION,
  /** It will fail again. */
  NONE;

  public static Transience of(
      SQLException e, boolean closed, long took, ExecutionSettings settings) {
    if (isOfTheDriver(e)) {
      return NONE;
    }
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "55P03" -> LOCK;
      case "40P01", "40001" -> CONFLICT;
      case "57P01", "57P02", "57P03", "57P05" -> CONNECTION;
      case "57014" -> timedOut(took, settings.statementTimeout()) ? TIMEOUT : NONE;
      default -> state.startsWith("08") || closed ? CONNECTION : NONE;
    };
  }

  /**
   * Whether the server refused it because it ran in a transaction (active_sql_transaction,
   * invalid_transaction_termination); nothing of it was kept.
   */
  public static boolean needsNoTransaction(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.equals("25001") || state.equals("2D000");
  }

  private static boolean timedOut(long took, Duration statementTimeout) {
    return !statementTimeout.isZero() && took >= statementTimeout.toMillis();
  }

  /**
   * The driver hangs up when a script changes client_encoding or DateStyle to what it cannot read.
   */
  public static boolean isOfTheDriver(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof PSQLException server
        && server.getServerErrorMessage() == null
        && (message.contains("client_encoding") || message.contains("DateStyle"));
  }
}
