package dev.migrationledger.schema.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.TestDatabase;
import dev.migrationledger.schema.diff.ObjectChange;
import dev.migrationledger.schema.diff.SchemaDiff;
import dev.migrationledger.schema.object.CatalogObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDdlTest {

  /** Changes that cannot be taken back, with what is told of them. */
  private static final Map<String, String> NO_WAY_BACK =
      Map.of(
          "DROP EXTENSION postgres_fdw CASCADE",
          "option password of user mapping far.postgres is secret and was never read",
          "ALTER TABLE app.child NO INHERIT app.parent",
          "column app.child.a stays its table's own beside its parent's",
          "ALTER TYPE app.status ADD VALUE 'sent' AFTER 'new'",
          "PostgreSQL cannot take a label away or move it");

  /** Changes that cannot be made from two snapshots, with what is told of them. */
  private static final Map<String, String> NO_WAY_THERE = Map.of();

  private static final Map<String, SchemaSnapshot> AFTER = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  private static Connection connection;

  @SuppressWarnings("NullAway.Init")
  private static SchemaSnapshot before;

  @BeforeAll
  static void connect() throws SQLException {
    connection = TestDatabase.withEverything().connect();
    before = SchemaSnapshot.take(connection);
    connection.setAutoCommit(false);
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static Stream<String> changes() {
    return Arrays.stream(TestDatabase.resource("/fixtures/changes.txt").split("\n\n"))
        .filter(block -> !block.startsWith("#"))
        .map(block ->
            block.lines().filter(line -> !line.startsWith("=> ")).collect(Collectors.joining(" ")));
  }

  @ParameterizedTest(name = "undo: {0}")
  @MethodSource("changes")
  void what_undoes_a_change_gives_back_the_schema(String change) throws SQLException {
    try {
      run(change);
      var after = SchemaSnapshot.take(connection);
      var ddl = SchemaDdl.undoing(SchemaDiff.between(before, after), before, after);
      runs(ddl, change, NO_WAY_BACK, before);
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest(name = "make: {0}")
  @MethodSource("changes")
  void what_makes_a_change_gives_the_same_schema(String change) throws SQLException {
    try {
      var after = after(change);
      var ddl = SchemaDdl.making(SchemaDiff.between(before, after), before, after);
      runs(ddl, change, NO_WAY_THERE, after);
    } finally {
      connection.rollback();
    }
  }

  @ParameterizedTest(name = "adopt: {0}")
  @MethodSource("changes")
  void a_migration_file_does_nothing_the_second_time(String change) throws SQLException {
    try {
      var after = after(change);
      var ddl = SchemaDdl.adopting(SchemaDiff.between(before, after), before, after);
      runs(ddl, change, NO_WAY_THERE, after);
      runs(ddl, change, NO_WAY_THERE, after);
    } finally {
      connection.rollback();
    }
  }

  private static SchemaSnapshot after(String change) throws SQLException {
    var known = AFTER.get(change);
    if (known != null) {
      return known;
    }
    run(change);
    var after = SchemaSnapshot.take(connection);
    AFTER.put(change, after);
    connection.rollback();
    return after;
  }

  private static void runs(
      Ddl ddl, String change, Map<String, String> impossible, SchemaSnapshot wanted)
      throws SQLException {
    for (String statement : ddl.statements()) {
      try {
        run(statement);
      } catch (SQLException e) {
        throw new AssertionError(statement + "\n" + e.getMessage() + "\nof\n" + ddl.script(), e);
      }
    }
    var words = impossible.get(change);
    if (words == null) {
      assertThat(ddl.missing()).as(ddl.script()).isEmpty();
      assertThat(different(SchemaDiff.between(SchemaSnapshot.take(connection), wanted)))
          .as(ddl.script())
          .isEmpty();
    } else {
      assertThat(String.join("\n", ddl.missing())).contains(words);
    }
  }

  private static void run(String statement) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** A column that comes back comes last. */
  private static List<String> different(List<ObjectChange> changes) {
    return changes.stream()
        .flatMap(change -> Stream.concat(Stream.of(change), change.parts().stream()))
        .filter(change -> !attributes(change).equals(List.of("columns")))
        .map(change ->
            change.getClass().getSimpleName()
                + " "
                + change.key()
                + " "
                + attributes(change)
                + change.before().map(CatalogObject::json)
                + " → "
                + change.after().map(CatalogObject::json))
        .toList();
  }

  private static List<String> attributes(ObjectChange change) {
    if (!(change instanceof ObjectChange.Changed changed)) {
      return List.of();
    }
    var names = new TreeSet<>(changed.attributes());
    names.removeIf(name ->
        Objects.equals(changed.from().attributes().get(name), changed.to().attributes().get(name)));
    return List.copyOf(names);
  }
}
