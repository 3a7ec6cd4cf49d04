package dev.migrationledger.runner.execute.wire;

import dev.migrationledger.sql.Statement;
import java.util.List;

/** One statement sent to the server: the script's, or one of ours around it. */
public sealed interface Command {

  String sql();

  List<String> parameters();

  /** A statement of the script, sent as it is written. */
  record OfScript(Statement statement) implements Command {
    @Override
    public String sql() {
      return statement.text();
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }
  }

  /**
   * One of ours.
   *
   * @param purpose for a message, e.g. {@code COMMIT}
   * @param sql with {@code $1}, {@code $2}, … in order, each once
   */
  record Own(String purpose, String sql, List<String> parameters) implements Command {
    public Own {
      parameters = List.copyOf(parameters);
    }

    public static Own of(String sql) {
      return new Own(sql, sql, List.of());
    }
  }
}
