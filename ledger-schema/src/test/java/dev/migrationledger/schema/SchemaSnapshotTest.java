package dev.migrationledger.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.schema.catalog.SchemaCode;
import dev.migrationledger.schema.catalog.SnapshotFailure;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaSnapshotTest {

  private static final TestDatabase EVERYTHING;

  static {
    try {
      EVERYTHING = TestDatabase.withEverything();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_kind_of_object_is_read_as_written_down() throws SQLException {
    SchemaSnapshot snapshot = EVERYTHING.snapshot();

    assertThat(lines(snapshot)).isEqualTo(TestDatabase.resource("/fixtures/everything.snapshot"));
    assertThat(snapshot.objects().stream().map(o -> o.key().kind()).distinct())
        .containsExactlyInAnyOrder(CatalogKind.values());
  }

  @Test
  void no_password_is_read() throws SQLException {
    assertThat(EVERYTHING.snapshot().json()).doesNotContain("geheim").contains("password=***");
  }

  @Test
  void the_settings_of_the_session_do_not_show() throws SQLException {
    SchemaSnapshot before = EVERYTHING.snapshot();
    try (Connection c = EVERYTHING.connect();
        Statement sql = c.createStatement()) {
      sql.execute("SET search_path = app, public");
      sql.execute("SET datestyle = 'ISO, DMY'");
      sql.execute("SET timezone = 'Asia/Tokyo'");
      sql.execute("SET quote_all_identifiers = on");
      sql.execute("SET extra_float_digits = -10");
      sql.execute("SET bytea_output = 'escape'");

      assertThat(SchemaSnapshot.take(c)).isEqualTo(before);
      try (var row = sql.executeQuery("SHOW search_path")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("app, public");
      }
      assertThat(c.getAutoCommit()).isTrue();
    }
  }

  @Test
  void an_open_transaction_sees_what_it_has_done_and_keeps_its_settings() throws SQLException {
    TestDatabase database = TestDatabase.fresh().run("CREATE SCHEMA app");
    try (Connection c = database.connect();
        Statement sql = c.createStatement()) {
      c.setAutoCommit(false);
      sql.execute("SET LOCAL search_path = app; CREATE TABLE t (id integer)");
      assertThat(SchemaSnapshot.take(c).find(ObjectKey.of(CatalogKind.TABLE, "app", "t")))
          .isPresent();
      sql.execute("CREATE TABLE u (id integer)");
      c.commit();
    }

    assertThat(database.snapshot().find(ObjectKey.of(CatalogKind.TABLE, "app", "u"))).isPresent();
  }

  @Test
  void upkeep_changes_nothing() throws SQLException {
    TestDatabase database = TestDatabase.withEverything();
    SchemaSnapshot before = database.snapshot();
    database.run(
        "INSERT INTO app.parent VALUES (1), (2)",
        "SELECT nextval('app.numbers')",
        "ANALYZE",
        "VACUUM FULL",
        "REINDEX SCHEMA app",
        "REINDEX TABLE CONCURRENTLY app.orders",
        "CLUSTER",
        "REFRESH MATERIALIZED VIEW app.sums");

    assertThat(lines(database.snapshot())).isEqualTo(lines(before));
    assertThat(database.snapshot()).isEqualTo(before);
  }

  @Test
  void json_is_read_back_as_it_was() throws SQLException {
    SchemaSnapshot snapshot = EVERYTHING.snapshot();

    assertThat(SchemaSnapshot.parse(snapshot.json())).isEqualTo(snapshot);
    assertThat(SchemaSnapshot.parse(snapshot.json()).json()).isEqualTo(snapshot.json());
    assertThatThrownBy(
            () -> SchemaSnapshot.parse("{\"format\":\"ledger/schema/v9\",\"objects\":[]}"))
        .isInstanceOf(SnapshotFailure.class)
        .hasMessageStartingWith("SCHEMA-006 this is no snapshot: line 1, column")
        .hasMessageContaining("its format is \"ledger/schema/v9\", not \"ledger/schema/v1\"");
    assertThatThrownBy(() -> SchemaSnapshot.parse("[]")).isInstanceOf(SnapshotFailure.class);
    assertThatThrownBy(() ->
            SchemaSnapshot.parse(
                "{\"format\":\"ledger/schema/v1\",\"objects\":[{\"kind\":\"CLOUD\",\"name\":\"x\"}]}"))
        .isInstanceOf(SnapshotFailure.class)
        .hasMessageContaining("CLOUD");
  }

  @Test
  void a_table_of_1600_columns_is_read() throws SQLException {
    var columns =
        IntStream.rangeClosed(1, 1600)
            .mapToObj(i -> "c" + i + " boolean")
            .collect(Collectors.joining(", "));
    TestDatabase database = TestDatabase.fresh().run("CREATE TABLE wide (" + columns + ")");

    assertThat(database.snapshot().parts(CatalogKind.COLUMN, "public", "wide")).hasSize(1600);
  }

  @Test
  void an_index_that_was_left_invalid_says_so() throws SQLException {
    TestDatabase database =
        TestDatabase.fresh().run("CREATE TABLE t (id integer); INSERT INTO t VALUES (1), (1)");
    assertThatThrownBy(() -> database.run("CREATE UNIQUE INDEX CONCURRENTLY twice ON t (id)"))
        .isInstanceOf(SQLException.class);

    assertThat(database.snapshot().find(ObjectKey.part(CatalogKind.INDEX, "public", "t", "twice")))
        .hasValueSatisfying(index -> assertThat(index.holds("invalid")).isTrue());
  }

  @Test
  void a_locked_view_is_told_and_leaves_the_connection_usable() throws SQLException {
    TestDatabase database =
        TestDatabase.fresh().run("CREATE TABLE t (id integer); CREATE VIEW v AS SELECT * FROM t");
    try (Connection holder = database.connect();
        Connection reader = database.connect();
        Statement sql = holder.createStatement()) {
      holder.setAutoCommit(false);
      sql.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");

      assertThatThrownBy(() -> SchemaSnapshot.take(reader))
          .isInstanceOfSatisfying(
              SnapshotFailure.class, e -> assertThat(e.code()).isEqualTo(SchemaCode.LOCKED))
          .hasMessageStartingWith("SCHEMA-002 the schema could not be read at \"view\": ")
          .hasMessageContaining("Nothing was changed");
      holder.rollback();
      assertThat(SchemaSnapshot.take(reader).size()).isEqualTo(4);
    }
  }

  @Test
  void a_role_without_rights_reads_the_same_schema() throws SQLException {
    EVERYTHING.run("DROP ROLE IF EXISTS poor", "CREATE ROLE poor LOGIN PASSWORD 'p'");
    try (Connection c = EVERYTHING.connect("poor", "p")) {
      var seen = SchemaSnapshot.take(c);
      var all = EVERYTHING.snapshot();

      // options of user mappings are shown to their owners alone
      assertThat(lines(seen).lines().filter(line -> !line.startsWith("user mapping")))
          .containsExactlyElementsOf(
              lines(all).lines().filter(line -> !line.startsWith("user mapping")).toList());
    } finally {
      EVERYTHING.run("DROP ROLE poor");
    }
  }

  @Test
  void objects_that_come_and_go_while_it_reads_do_no_harm() throws Exception {
    TestDatabase database = TestDatabase.withEverything();
    SchemaSnapshot before = database.snapshot();
    var churn =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  database.run(
                      "CREATE TABLE app.brief (id integer PRIMARY KEY, x text CHECK (x > ''))",
                      "CREATE VIEW app.glance AS SELECT * FROM app.brief",
                      "CREATE INDEX ON app.brief (x)",
                      "DROP TABLE app.brief CASCADE");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    try (Connection c = database.connect()) {
      int whole = 0;
      for (int i = 0; i < 30; i++) {
        try {
          SchemaSnapshot seen = SchemaSnapshot.take(c);
          assertThat(seen.objects()).containsAll(before.objects());
          whole++;
        } catch (SnapshotFailure e) {
          assertThat(e.code()).isIn(SchemaCode.CHANGING, SchemaCode.LOCKED);
        }
      }
      assertThat(whole).isPositive();
    } finally {
      churn.interrupt();
      churn.join();
    }
  }

  private static String lines(SchemaSnapshot snapshot) {
    return snapshot.objects().stream()
        .map(SchemaSnapshotTest::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(CatalogObject object) {
    return object.key() + " " + object.json();
  }
}
