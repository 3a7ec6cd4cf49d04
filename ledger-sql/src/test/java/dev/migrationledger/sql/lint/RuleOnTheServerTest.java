package dev.migrationledger.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementReader;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.PostgresSql;
import dev.migrationledger.sql.transaction.TransactionBlocks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example runs on a database of its own, which holds the tables that examples are about. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class RuleOnTheServerTest {

  private static final Rulebook RULES = Rulebook.load();

  /** By strength, the weakest first. */
  private static final List<String> MODES =
      List.of(
          "AccessShareLock",
          "RowShareLock",
          "RowExclusiveLock",
          "ShareUpdateExclusiveLock",
          "ShareLock",
          "ShareRowExclusiveLock",
          "ExclusiveLock",
          "AccessExclusiveLock");

  private static EmbeddedPostgres server;
  private static PostgresSql sql;
  private static int databases;

  @BeforeAll
  static void start() throws SQLException {
    sql = new PostgresSql();
    server = EmbeddedPostgres.temporary();
    server.createDatabase("examples");
    try (Connection connection = connect("examples")) {
      execute(connection, RULES.tables());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    sql.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_bad_example_does_on_the_server_what_the_rule_says(String code, Rule rule)
      throws Exception {
    Example example = rule.example();
    try (Connection connection = database(example)) {
      Map<Long, String> names = names(connection);
      Map<Long, String> files = files(connection);
      connection.setAutoCommit(runsAlone(example));

      assertThat(run(connection, example.bad())).as(code).isEqualTo(example.failure());
      if (example.failure().isEmpty()) {
        assertThat(rewritten(connection, names, files))
            .isEqualTo(example.rewrite().isEmpty() ? Set.of() : Set.of(example.rewrite()));
      }
      if (example.lock().isMade()) {
        assertThat(connection.getAutoCommit()).as("locks are seen before the commit").isFalse();
        assertThat(strongest(connection, names).get(example.lock().relation()))
            .isEqualTo(example.lock().mode());
      }
      rollBack(connection);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_good_example_runs(String code, Rule rule) throws Exception {
    Example example = rule.example();
    try (Connection connection = database(example)) {
      connection.setAutoCommit(holdsStatementForItself(example.good()));

      assertThat(run(connection, example.good())).as(code).isEmpty();
      rollBack(connection);
    }
  }

  static Stream<Object[]> rules() {
    return RULES.all().stream().map(rule -> new Object[] {rule.code(), rule});
  }

  private static boolean runsAlone(Example example) {
    return example.failure().isEmpty() && holdsStatementForItself(example.bad());
  }

  private static boolean holdsStatementForItself(String script) {
    return sql.parse(script).statements().stream()
        .map(ParsedStatement::tree)
        .anyMatch(tree -> TransactionBlocks.refuse(tree).isPresent());
  }

  private static Connection database(Example example) throws SQLException, IOException {
    String name = "example" + ++databases;
    try (Connection connection = connect("postgres")) {
      execute(connection, "CREATE DATABASE " + name + " TEMPLATE examples");
    }
    Connection connection = connect(name);
    run(connection, example.setup());
    return connection;
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.url(database), server.user(), server.password());
  }

  /** Statement by statement; gives the SQLSTATE of the first that fails. */
  private static String run(Connection connection, String script) throws IOException {
    try {
      for (String text : statements(script)) {
        execute(connection, text);
      }
      return "";
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isNotNull();
      return e.getSQLState();
    }
  }

  private static List<String> statements(String script) throws IOException {
    List<String> texts = new ArrayList<>();
    try (StatementReader reader =
        StatementReader.of(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)))) {
      for (Statement one = reader.next(); one != null; one = reader.next()) {
        texts.add(one.text());
      }
    }
    return texts;
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(text);
    }
  }

  private static void rollBack(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  /** As they are before the example renames or drops any. */
  private static Map<Long, String> names(Connection connection) throws SQLException {
    Map<Long, String> names = new TreeMap<>();
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT oid, relname FROM pg_class")) {
      while (row.next()) {
        names.put(row.getLong(1), row.getString(2));
      }
    }
    return names;
  }

  /** Where the rows of each table are. */
  private static Map<Long, String> files(Connection connection) throws SQLException {
    Map<Long, String> files = new TreeMap<>();
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT oid, relfilenode FROM pg_class WHERE relkind IN ('r', 'm') AND oid >= 16384"
                    + " AND relnamespace <> 'pg_toast'::regnamespace")) {
      while (row.next()) {
        files.put(row.getLong(1), row.getString(2));
      }
    }
    return files;
  }

  private static Set<String> rewritten(
      Connection connection, Map<Long, String> names, Map<Long, String> before)
      throws SQLException {
    Set<String> rewritten = new TreeSet<>();
    files(connection)
        .forEach((table, file) -> {
          if (before.containsKey(table) && !file.equals(before.get(table))) {
            rewritten.add(String.valueOf(names.get(table)));
          }
        });
    return rewritten;
  }

  private static Map<String, String> strongest(Connection connection, Map<Long, String> names)
      throws SQLException {
    Map<String, String> strongest = new TreeMap<>();
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND granted"
                    + " AND pid = pg_backend_pid()")) {
      while (row.next()) {
        strongest.merge(
            names.getOrDefault(row.getLong(1), "new"),
            row.getString(2),
            (one, other) -> MODES.indexOf(one) > MODES.indexOf(other) ? one : other);
      }
    }
    return strongest;
  }
}
