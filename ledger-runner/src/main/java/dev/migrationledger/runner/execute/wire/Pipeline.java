package dev.migrationledger.runner.execute.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;

/**
 * Sends several statements in one round trip with the extended protocol: after one fails, the
 * server skips everything up to the end of the batch (PostgreSQL 18 docs, 54.2.3), so a COMMIT
 * behind a failed statement is never executed.
 */
public final class Pipeline {

  /**
   * What came back.
   *
   * @param completed commands that ran to their end; the next one, if any, failed
   * @param rows rows that script statements report as changed
   * @param answers the rows of each of our own commands that gave any, by its index
   * @param tags command tags of our own commands that gave no row, by index
   * @param notices what the server said beside it, the first few
   * @param error why the next one failed, empty when all ran
   */
  public record Result(
      int completed,
      long rows,
      Map<Integer, List<List<String>>> answers,
      Map<Integer, String> tags,
      List<String> notices,
      Optional<SQLException> error) {

    /** The first row that a command gave; empty when it gave none. */
    public List<String> answer(int command) {
      return answers.containsKey(command) ? answers.get(command).getFirst() : List.of();
    }
  }

  private static final int NOTICES = 20;
  private static final int FLAGS =
      QueryExecutor.QUERY_ONESHOT
          | QueryExecutor.QUERY_SUPPRESS_BEGIN
          | QueryExecutor.QUERY_NO_BINARY_TRANSFER;

  private Pipeline() {}

  public static Result run(Connection connection, List<Command> commands) {
    Collector collector = new Collector(commands);
    try {
      QueryExecutor executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
      List<NativeQuery> queries = new ArrayList<>(commands.size());
      for (Command command : commands) {
        queries.add(nativeQuery(command));
      }
      Query query = executor.wrap(queries);
      executor.execute(query, parameters(query, commands), collector, 0, 0, FLAGS);
    } catch (SQLException e) {
      collector.handleError(e);
    }
    return new Result(
        collector.completed,
        collector.rows,
        collector.answers,
        collector.tags,
        collector.notices,
        Optional.ofNullable(collector.getException()));
  }

  private static NativeQuery nativeQuery(Command command) {
    int[] positions = new int[command.parameters().size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = command.sql().indexOf("$" + (i + 1));
    }
    return new NativeQuery(command.sql(), positions, false, SqlCommand.BLANK);
  }

  private static ParameterList parameters(Query query, List<Command> commands) throws SQLException {
    ParameterList parameters = query.createParameterList();
    int index = 1;
    for (Command command : commands) {
      for (String value : command.parameters()) {
        parameters.setStringParameter(index, value, 0);
        index++;
      }
    }
    return parameters;
  }

  private static final class Collector extends ResultHandlerBase {
    private final List<Command> commands;
    private final Map<Integer, List<List<String>>> answers = new HashMap<>();
    private final Map<Integer, String> tags = new HashMap<>();
    private final List<String> notices = new ArrayList<>();
    private int completed;
    private long rows;

    private Collector(List<Command> commands) {
      this.commands = commands;
    }

    @Override
    public void handleResultRows(
        Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
      switch (commands.get(completed)) {
        case Command.Own own -> {
          if (!tuples.isEmpty()) {
            answers.put(completed, tuples.stream().map(Collector::texts).toList());
          }
        }
        case Command.OfScript script -> rows += changes(script.sql()) ? tuples.size() : 0;
      }
      completed++;
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
      switch (commands.get(completed)) {
        case Command.Own own -> tags.put(completed, status);
        case Command.OfScript script -> rows += changes(status) ? updateCount : 0;
      }
      completed++;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
      boolean ofScript =
          completed < commands.size() && commands.get(completed) instanceof Command.OfScript;
      if (ofScript && notices.size() < NOTICES) {
        notices.add(String.valueOf(warning.getMessage()));
      }
    }

    @Override
    public void handleCompletion() {
      // the error stays in getException(): what ran before it must be known
    }

    private static boolean changes(String start) {
      String word = start.substring(0, Math.min(6, start.length())).toUpperCase(Locale.ROOT);
      return switch (word) {
        case "INSERT", "UPDATE", "DELETE" -> true;
        default -> word.startsWith("MERGE");
      };
    }

    private static List<String> texts(Tuple tuple) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < tuple.fieldCount(); i++) {
        byte[] value = tuple.get(i);
        texts.add(value == null ? "" : new String(value, UTF_8));
      }
      return texts;
    }
  }
}
