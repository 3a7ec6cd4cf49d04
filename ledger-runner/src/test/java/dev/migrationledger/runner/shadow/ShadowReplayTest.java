package dev.migrationledger.runner.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.shadow.ShadowReplay.Wanted;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class ShadowReplayTest {

  private static final String ORDERS = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n";

  private static EmbeddedPostgres host;
  private static ShadowServer server;

  @TempDir Path folder;
  private Scripts scripts;

  @BeforeAll
  static void start() {
    host = EmbeddedPostgres.temporary();
    server = ShadowServer.at(address("postgres", host.user(), host.password()));
  }

  @AfterAll
  static void stop() {
    server.close();
    host.close();
  }

  @BeforeEach
  void lay_out() {
    scripts = new Scripts(folder.resolve("migrations")).write("0001_orders.sql", ORDERS);
  }

  @Test
  void the_schema_after_each_migration_is_known() {
    scripts.write("0002_total.sql", "ALTER TABLE orders ADD COLUMN total int;\n");

    var replayed = replay().run(scripts.migrations(), Wanted.EACH);

    var total = ObjectKey.part(CatalogKind.COLUMN, "public", "orders", "total");
    assertThat(replayed.findings()).isEmpty();
    assertThat(replayed.schemas()).containsOnlyKeys(0, 1, 2);
    assertThat(replayed.schemaAfter(new Version("0001")).orElseThrow().find(total)).isEmpty();
    assertThat(replayed.schema().orElseThrow().find(total)).isPresent();
    assertThat(replayed.schemas().get(0).hash())
        .isNotEqualTo(replayed.schema().orElseThrow().hash());
  }

  @Test
  void scripts_run_as_the_runner_runs_them() {
    scripts
        .write("0002_rows.sql", "COPY orders FROM STDIN;\n1\tfirst\n2\t\\N\n\\.\n")
        .write("0003_idx.sql", "CREATE INDEX CONCURRENTLY orders_note ON orders (note);\n")
        .write(
            "0004_steps.sql",
            "-- TRANSACTION: none\nALTER TABLE orders ADD COLUMN c int;\nVACUUM orders;\n")
        .write(
            "0005_two.sql", "BEGIN;\nCREATE TABLE b AS SELECT count(*) n FROM orders;\nCOMMIT;\n")
        .write("0006_check.sql", "DO $$ BEGIN ASSERT (SELECT n FROM b) = 2; END $$;\n");

    var replayed = replay().run(scripts.migrations(), Wanted.LAST);

    assertThat(replayed.findings()).isEmpty();
    assertThat(replayed.migrations()).hasSize(6).noneMatch(ReplayedMigration::failed);
    assertThat(replayed.schema().orElseThrow().find(index("orders_note"))).isPresent();
  }

  @Test
  void a_script_for_other_environments_is_left_out_and_told() {
    scripts.write("0002_seed.sql", "-- ENV: development,test\nCREATE TABLE seeds (id int);\n");

    var replayed = replay().run(scripts.migrations(), Wanted.LAST);

    assertThat(replayed.migrations()).hasSize(1);
    assertThat(replayed.failed()).isFalse();
    assertThat(replayed.findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.code()).isEqualTo("SHADOW-009");
          assertThat(f.message())
              .isEqualTo(
                  "0002_seed.sql is for development, test and was not replayed for production");
        });
  }

  @Test
  void what_is_known_is_answered_from_memory_and_a_changed_script_is_not() throws IOException {
    scripts.write("0002_total.sql", "ALTER TABLE orders ADD COLUMN total int;\n");
    var first = replay().run(scripts.migrations(), Wanted.LAST);

    var second = replay().run(scripts.migrations(), Wanted.LAST);
    scripts.write("0001_orders.sql", "-- changed\n" + ORDERS);
    var third = replay().run(scripts.migrations(), Wanted.LAST);

    assertThat(List.of(first.known(), second.known(), third.known()))
        .containsExactly(false, true, false);
    assertThat(second.schema()).isEqualTo(first.schema()).isEqualTo(third.schema());
    assertThat(replay().run(scripts.migrations(), Wanted.EACH).known()).isFalse();
    assertThat(replay().run(scripts.migrations(), Wanted.EACH).known()).isTrue();
    assertThat(kept()).hasSize(4).noneMatch(file -> file.toString().endsWith(".tmp"));
  }

  @Test
  void a_damaged_entry_is_noticed_and_made_again() throws IOException {
    var first = replay().run(scripts.migrations(), Wanted.LAST);
    var file = kept().getFirst();
    var sound = Files.readString(file);

    for (var damaged :
        List.of("", "{", sound.substring(0, 200), sound.replace("orders", "0rders"), "null")) {
      Files.writeString(file, damaged);
      var again = replay().run(scripts.migrations(), Wanted.LAST);

      assertThat(again.known()).as(damaged).isFalse();
      assertThat(again.schema()).isEqualTo(first.schema());
      assertThat(Files.readString(file)).isEqualTo(sound);
    }
  }

  @Test
  void the_cache_is_bounded_and_keeps_what_is_used() {
    var small = new ShadowCache(cache(), 3, 1 << 20);
    for (var i = 2; i < 8; i++) {
      scripts.write("000" + i + "_t.sql", "CREATE TABLE t" + i + " (id int);\n");
      replay(small).run(scripts.migrations(), Wanted.LAST);
    }

    assertThat(kept()).hasSize(3);
    assertThat(replay(small).run(scripts.migrations(), Wanted.LAST).known()).isTrue();
    new ShadowCache(cache(), 3, 1).trim();
    assertThat(kept()).isEmpty();
  }

  @Test
  void a_failing_statement_is_told_with_its_place() {
    scripts.write("0002_bad.sql", "CREATE TABLE c (id int);\nINSERT INTO c\n  VALUES (1/0);\n");

    assertThat(finding("SHADOW-001"))
        .satisfies(f -> {
          assertThat(f.file()).isEqualTo("0002_bad.sql");
          assertThat(f.line()).isEqualTo(2);
          assertThat(f.message())
              .isEqualTo("the replay failed at statement 2: 22012 division by zero");
        });
  }

  @Test
  void what_an_empty_server_lacks_is_told_by_kind() {
    scripts.write("0002_lack.sql", "GRANT SELECT ON orders\n  TO reporting;\n");
    assertThat(finding("SHADOW-002").message()).contains("42704 role \"reporting\" does not exist");

    scripts.write("0002_lack.sql", "CREATE EXTENSION postgis;\n");
    assertThat(finding("SHADOW-003").message()).contains("extension \"postgis\" is not available");

    scripts.write("0002_lack.sql", "CREATE TABLE billing.b (id int);\n");
    assertThat(finding("SHADOW-004"))
        .satisfies(f -> {
          assertThat(f.message()).contains("3F000 schema \"billing\" does not exist");
          assertThat(List.of(f.line(), f.column())).containsExactly(1, 14);
        });

    scripts.write("0002_lack.sql", "ALTER DATABASE shop SET work_mem = '8MB';\n");
    assertThat(finding("SHADOW-004").message()).contains("database \"shop\" does not exist");
  }

  @Test
  void a_setup_makes_what_was_there_before_and_goes_with_the_database() throws SQLException {
    var setup = folder.resolve("setup.sql");
    write(setup, "CREATE ROLE reporting;\nCREATE SCHEMA billing;\n");
    scripts.write(
        "0002_b.sql", "CREATE TABLE billing.b (id int); GRANT SELECT ON orders TO reporting;\n");
    var settings = new ShadowSettings(ExecutionSettings.defaults(), "production", List.of(setup));
    var replay = new ShadowReplay(server, settings, ShadowCache.in(cache()));

    assertThat(replay.run(scripts.migrations(), Wanted.LAST).findings()).isEmpty();
    assertThat(replay.twice(scripts.migrations())).isEmpty();
    assertThat(ask("SELECT count(*) FROM pg_roles WHERE rolname = 'reporting'")).isEqualTo("0");
    assertThat(ask("SELECT count(*) FROM pg_database WHERE datname ~ 'scratch'")).isEqualTo("0");
    write(setup, "CREATE ROLE reporting PASSWORD 'hunter2' BOGUS;\n");
    assertThat(replay.run(scripts.migrations(), Wanted.LAST).findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.file()).isEqualTo("setup.sql");
          assertThat(f.message()).contains("42601").doesNotContain("hunter2");
        });
  }

  @Test
  void chance_is_found_and_named() {
    scripts
        .write(
            "0002_chance.sql",
            "DO $$ BEGIN EXECUTE format('CREATE INDEX i%s ON orders (note)',"
                + " (random() * 1e9)::bigint); END $$;\n")
        .write("0003_t.sql", "CREATE TABLE t (id int);\n");

    var found = replay().twice(scripts.migrations());

    assertThat(found)
        .singleElement()
        .satisfies(f -> {
          assertThat(f.code()).isEqualTo("SHADOW-005");
          assertThat(f.file()).isEqualTo("0002_chance.sql");
          assertThat(f.message())
              .startsWith("two replays give two schemas:\nindex public.")
              .contains(" is called public.orders.i");
        });
  }

  @Test
  void a_script_that_ends_its_own_session_is_the_scripts_failure() {
    scripts.write("0002_end.sql", "SELECT pg_terminate_backend(pg_backend_pid());\n");

    assertThat(finding("SHADOW-001").file()).isEqualTo("0002_end.sql");
  }

  @Test
  void a_server_that_is_away_is_a_failure_and_no_finding() {
    try (var away =
        ShadowServer.at(
            new TargetAddress("jdbc:postgresql://127.0.0.1:1/x", "u", new Secret(""), Map.of()))) {
      var replay = new ShadowReplay(away, settings(), ShadowCache.in(cache()));

      assertThatThrownBy(() -> replay.run(scripts.migrations(), Wanted.LAST))
          .isInstanceOf(TargetFailure.Unreachable.class);
    }
  }

  @Test
  void a_role_that_may_make_no_database_is_told_so() throws SQLException {
    ask("CREATE ROLE humble LOGIN PASSWORD 'x'");
    try (var humble = ShadowServer.at(address("postgres", "humble", "x"))) {
      var replay = new ShadowReplay(humble, settings(), ShadowCache.in(cache()));

      assertThatThrownBy(() -> replay.run(scripts.migrations(), Wanted.LAST))
          .isInstanceOf(TargetFailure.class)
          .hasMessageContaining("permission denied to create database");
    } finally {
      ask("DROP ROLE humble");
    }
  }

  @Test
  void what_a_killed_replay_left_is_removed_by_the_next() throws SQLException {
    ask("CREATE DATABASE ledger_scratch_1700000000_0123456789abcdef");
    ask("CREATE DATABASE ledger_scratch_mine");
    try {
      replay().run(scripts.migrations(), Wanted.LAST);

      assertThat(ask("SELECT string_agg(datname, ',') FROM pg_database WHERE datname ~ 'scratch'"))
          .isEqualTo("ledger_scratch_mine");
    } finally {
      ask("DROP DATABASE ledger_scratch_mine");
    }
  }

  private Finding finding(String code) {
    var findings = replay().run(scripts.migrations(), Wanted.LAST).findings();
    assertThat(findings).singleElement().satisfies(f -> assertThat(f.code()).isEqualTo(code));
    return findings.getFirst();
  }

  private ShadowReplay replay() {
    return replay(ShadowCache.in(cache()));
  }

  private static ShadowReplay replay(ShadowCache cache) {
    return new ShadowReplay(server, settings(), cache);
  }

  private static ShadowSettings settings() {
    return new ShadowSettings(ExecutionSettings.defaults(), "production", List.of());
  }

  private Path cache() {
    return folder.resolve(".ledger/shadow");
  }

  private List<Path> kept() {
    try (var files = Files.list(cache())) {
      return files.toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectKey index(String name) {
    return ObjectKey.part(CatalogKind.INDEX, "public", "orders", name);
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TargetAddress address(String database, String user, String password) {
    return new TargetAddress(host.url(database), user, new Secret(password), Map.of());
  }

  private static String ask(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(host.url("postgres"), host.user(), host.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var rows = statement.getResultSet();
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
