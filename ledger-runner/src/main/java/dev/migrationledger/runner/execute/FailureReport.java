package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Stopped;
import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the server said into a failure with a place in the file. */
final class FailureReport {

  private static final int LONGEST = 2_000;
  private static final Pattern COPY_LINE = Pattern.compile("^COPY [^,]+, \\p{L}+ (\\d+)");
  private static final String NO_TRANSACTION =
      "put \"-- TRANSACTION: none\" at the top of the file, so that each statement runs alone";

  private FailureReport() {}

  /** Before or between statements: only our own words. */
  static Failure ours(Failure.Kind kind, String message, int kept) {
    return new Failure(kind, "", message, "", "", 0, 0, 0, kept);
  }

  /** The script holds a statement that must not be executed. */
  static Failure ours(Failure.Kind kind, String message, Statement statement, int kept) {
    Place place = statement.start();
    return new Failure(
        kind, "", message, "", "", statement.ordinal(), place.line(), place.column(), kept);
  }

  static Failure of(
      Failure.Kind kind, Stopped stopped, String addition, List<LockHolder> blockers, int kept) {
    SQLException error = stopped.error();
    ServerErrorMessage server = serverMessage(error);
    String state = Objects.requireNonNullElse(error.getSQLState(), "");
    String said = server == null ? error.getMessage() : server.getMessage();
    String message = text(said) + addition + blockedBy(state, blockers);
    String detail = server == null ? "" : detail(server);
    String hint = server == null ? "" : hint(server, state);
    return switch (stopped.command()) {
      case Command.Own own ->
          new Failure(
              kind,
              state,
              bound(own.purpose() + " failed: " + message),
              detail,
              hint,
              0,
              0,
              0,
              kept);
      case Command.OfScript script -> {
        Place place = place(script.statement(), server);
        yield new Failure(
            kind,
            state,
            bound(message),
            detail,
            hint,
            script.statement().ordinal(),
            place.line(),
            place.column(),
            kept);
      }
    };
  }

  private static Place place(Statement statement, @Nullable ServerErrorMessage server) {
    if (server == null) {
      return statement.start();
    }
    if (statement.kind() == StatementKind.COPY_FROM_STDIN && server.getWhere() != null) {
      Matcher line = COPY_LINE.matcher(server.getWhere());
      if (line.find()) {
        int last = statement.at(Integer.MAX_VALUE).line();
        return new Place(last + Integer.parseInt(line.group(1)), 1);
      }
    }
    return server.getPosition() > 0 ? statement.at(server.getPosition()) : statement.start();
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException error) {
    return error instanceof PSQLException server ? server.getServerErrorMessage() : null;
  }

  private static String blockedBy(String state, List<LockHolder> blockers) {
    if (!"55P03".equals(state)) {
      return "";
    }
    if (blockers.isEmpty()) {
      return "; who held the lock could not be seen";
    }
    StringBuilder text = new StringBuilder("; the lock was held by ");
    for (int i = 0; i < blockers.size(); i++) {
      text.append(i == 0 ? "" : " and ").append(blockers.get(i).describe());
    }
    return text.toString();
  }

  private static String detail(ServerErrorMessage server) {
    String where = text(server.getWhere());
    String detail = text(server.getDetail());
    String context = where.isEmpty() ? "" : "Context: " + where;
    return bound(
        detail.isEmpty() || context.isEmpty() ? detail + context : detail + "\n" + context);
  }

  private static String hint(ServerErrorMessage server, String state) {
    String hint = text(server.getHint());
    boolean transaction = "25001".equals(state) || "2D000".equals(state);
    return bound(hint.isEmpty() && transaction ? NO_TRANSACTION : hint);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** What the server quotes may hold a secret or be long. */
  private static String bound(String said) {
    String text = SecretText.without(said);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
