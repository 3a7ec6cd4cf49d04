package dev.migrationledger.runner.verify.written;

import dev.migrationledger.sql.claim.Written;
import dev.migrationledger.sql.parse.PostgresSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the expression of a column is the one that is written. Other words for the same are found
 * by leaving it to the server to plan both: it has no doubt about types, casts and constants.
 */
final class Expressions implements AutoCloseable {

  /** A text with its cast or without one: text is gone through once, whatever is in it. */
  private static final Pattern CAST =
      Pattern.compile(
          "('(?:[^']++|'')*+')"
              + "(?:::(?:\"[^\"]++\"|[a-z_0-9. ]++)++(?:\\(\\d+(?:,\\s*\\d+)?\\))?(?:\\[\\])*)?");

  private static final Pattern NUMBER = Pattern.compile("'(-?\\d+(?:\\.\\d+)?)'");
  private static final Pattern PLAIN =
      Pattern.compile("('(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\")|\\s+|([^\\s'\"]+)");

  /** Different functions that mean the same moment, or the same day when cast. */
  private static final Pattern CLOCK =
      Pattern.compile(
          "now\\(|current_(?:timestamp|date|time)|localtime|_timestamp\\(|timeofday"
              + "|'(?:now|today|tomorrow|yesterday)'",
          Pattern.CASE_INSENSITIVE);

  /** Of the plan's rows the one that tells words apart, not what they mean. */
  private static final String QUERY_ID = "Query Identifier:";

  private final Connection connection;
  private final PostgresSql parser = new PostgresSql();

  Expressions(Connection connection) {
    this.connection = connection;
  }

  /**
   * Whether they differ for sure.
   *
   * @param is as the catalog tells it
   * @param type of the column
   * @param table whose columns it may name; empty for a default
   */
  boolean differ(Written written, String is, String type, String table) {
    if (written.text().isEmpty() || plain(written.text()).equals(plain(is))) {
      return false;
    }
    boolean clocks = CLOCK.matcher(written.text()).find() && CLOCK.matcher(is).find();
    try {
      if (clocks || !written.isSure(parser)) {
        return false;
      }
      return !planned(written.text(), type, table).equals(planned(is, type, table));
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Whether they differ for sure.
   *
   * @param query that is written
   * @param is as the catalog tells it
   */
  boolean differ(Written query, String is) {
    try {
      return query.isSureQuery(parser) && !planned(query.text()).equals(planned(withoutEnd(is)));
    } catch (SQLException e) {
      return false;
    }
  }

  private static String withoutEnd(String query) {
    return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
  }

  private String planned(String expression, String type, String table) throws SQLException {
    var from = table.isEmpty() ? "" : " FROM ONLY " + table + " WHERE false";
    return planned("SELECT (%s)::%s%s".formatted(expression, type, from));
  }

  private String planned(String query) throws SQLException {
    return Guarded.rows(connection, "EXPLAIN (VERBOSE, COSTS OFF) " + query).stream()
        .map(row -> row.getFirst().strip())
        .filter(row -> !row.startsWith(QUERY_ID))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    parser.close();
  }

  /** Without what the server adds by itself; good enough to say that two are the same. */
  static String plain(String expression) {
    var casts = CAST.matcher(expression).replaceAll("$1");
    var text = new StringBuilder();
    for (var token = PLAIN.matcher(NUMBER.matcher(casts).replaceAll("$1")); token.find(); ) {
      if (token.group(1) != null) {
        text.append(token.group(1));
      } else if (token.group(2) != null) {
        text.append(token.group(2).toLowerCase(Locale.ROOT));
      }
    }
    var bare = text.toString();
    return bare.startsWith("(") && bare.endsWith(")") ? bare.substring(1, bare.length() - 1) : bare;
  }
}
