package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.trace.seen.ReplayFailure;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.Statement;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement failed. */
final class StoppedReplay extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient ReplayFailure failure;

  private StoppedReplay(ReplayFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** What the server said of a statement of the script. */
  static StoppedReplay at(String file, Statement statement, SQLException e) {
    ServerErrorMessage server =
        e instanceof PSQLException said ? said.getServerErrorMessage() : null;
    int position = server == null ? 0 : server.getPosition();
    Place place = position > 0 ? statement.at(position) : statement.start();
    String message = server == null ? e.getMessage() : server.getMessage();
    return new StoppedReplay(
        new ReplayFailure(
            file,
            statement.ordinal(),
            place.line(),
            place.column(),
            Objects.requireNonNullElse(e.getSQLState(), ""),
            SecretText.without(Objects.requireNonNullElse(message, "no reason given"))),
        e);
  }

  /** What keeps the script from being replayed further, at a statement of it. */
  static StoppedReplay at(String file, Statement statement, String why) {
    Place place = statement.start();
    return new StoppedReplay(
        new ReplayFailure(file, statement.ordinal(), place.line(), place.column(), "", why),
        new IllegalArgumentException(why));
  }

  /** What is wrong with the script as a whole, its COMMIT among it. */
  static StoppedReplay of(String file, String doing, Exception e) {
    String state = e instanceof SQLException sql ? sql.getSQLState() : "";
    return new StoppedReplay(
        new ReplayFailure(
            file,
            0,
            0,
            0,
            Objects.requireNonNullElse(state, ""),
            SecretText.without(doing + " failed: " + e.getMessage())),
        e);
  }

  ReplayFailure failure() {
    return failure;
  }
}
