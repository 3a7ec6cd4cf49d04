package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollback refuses because of how its target came to be, and the way out of each. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RollbackRefusalsTest {

  private static final String TABLES =
      "SELECT string_agg(relname || '.' || attname || ' ' || atttypid::regtype, ', ' ORDER BY"
          + " relname, attnum) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relkind"
          + " IN ('r', 'v') AND attnum > 0 AND NOT attisdropped AND relnamespace ="
          + " 'public'::regnamespace";
  private static final String RECEIPTS =
      "SELECT string_agg(version || ' ' || phase, ', ' ORDER BY version, phase) FROM"
          + " ledger.receipt";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shop() {
    shell = new Shell(server, folder);
    shell
        .write("0001_users.sql", "CREATE TABLE users(id int PRIMARY KEY, name text);\n")
        .write("0002_seed.sql", "INSERT INTO users VALUES (1, 'ada'), (2, 'bob');\n")
        .write("0003_orders.sql", "CREATE TABLE orders(id int PRIMARY KEY);\n")
        .write("0003_orders.down.sql", "DROP TABLE orders;\n");
  }

  private void migrated() {
    var said = shell.run("migrate");
    assertThat(said.status()).as(said.all()).isZero();
  }

  private Shell.Said back(String... more) {
    var words =
        new ArrayList<>(List.of("rollback", "--to", "0002", "--reason", "wrong release", "--yes"));
    words.addAll(List.of("--shadow-url", server.url("postgres")));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  private String target() {
    return shell.ask(TABLES) + " | " + shell.ask(RECEIPTS);
  }

  /** Refused, with nothing executed; gives what was said. */
  private String refused(String... more) {
    var before = target();

    var said = back(more);

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.out()).contains("refused: nothing was executed on target \"shop\"");
    assertThat(target()).isEqualTo(before);
    return said.out();
  }

  private void takenBack(String... more) {
    var said = back(more);
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask("SELECT to_regclass('orders') IS NULL")).isEqualTo("t");
  }

  @Test
  void an_applied_migration_has_to_have_its_file_even_when_it_stays() {
    migrated();
    shell.remove("0001_users.sql");

    assertThat(refused())
        .contains(
            "ROLLBACK-006 error  0001_users.sql: 0001_users.sql is applied and has no file of its"
                + " own\n    Bring the file back from version control.");

    shell.write("0001_users.sql", "CREATE TABLE users(id int PRIMARY KEY, name text);\n");
    takenBack();
  }

  @Test
  void a_number_that_two_files_share_is_the_file_of_neither() {
    migrated();
    shell.write("0002_other.sql", "SELECT 1;\n");
    shell.write("0003_other.sql", "SELECT 1;\n");

    assertThat(refused())
        .contains("ROLLBACK-006 error  0002_seed.sql: 0002_seed.sql is applied and has no file")
        .contains("ROLLBACK-006 error  0003_orders.sql: 0003_orders.sql is applied and has no");
  }

  @Test
  void what_stopped_half_way_is_settled_first() {
    shell.write(
        "0004_steps.sql",
        "-- TRANSACTION: none\nCREATE TABLE steps(n int);\nSELECT 1 / (3 - count(*)) FROM users;\n");
    assertThat(shell.run("migrate", "--to", "0003").status()).isZero();
    shell.sql("INSERT INTO users VALUES (3, 'eve')");
    assertThat(shell.run("migrate").status()).isEqualTo(1);

    assertThat(refused())
        .contains(
            "ROLLBACK-011 error  0004_steps.sql: 0004 stopped half-way in an earlier run\n"
                + "    Run \"ledger recover <version>\" first.");

    shell.sql("DELETE FROM users WHERE id = 3");
    shell.write("0004_steps.down.sql", "DROP TABLE steps;\n");
    var recovered = shell.run("recover", "0004", "--reason", "eve was no user", "--yes");
    assertThat(recovered.status()).as(recovered.all()).isZero();
    takenBack();
    assertThat(shell.ask("SELECT to_regclass('steps') IS NULL")).isEqualTo("t");
  }

  @Test
  void migrations_that_need_what_was_there_before_are_replayed_on_it() throws IOException {
    shell.sql("CREATE TABLE countries(code text PRIMARY KEY)");
    shell.write("0002_seed.sql", "INSERT INTO countries VALUES ('is');\nSELECT 1;\n");
    migrated();

    assertThat(refused())
        .contains("ROLLBACK-012 error  0002_seed.sql:1:13: SHADOW-")
        .contains("relation \"countries\" does not exist")
        .contains("--shadow-setup names a file with what was there before the first");

    Files.writeString(
        folder.resolve("before.sql"), "CREATE TABLE countries(code text PRIMARY KEY);\n");
    takenBack("--shadow-setup", "before.sql");
  }

  @Test
  void a_setup_that_fails_is_told() throws IOException {
    migrated();
    Files.writeString(folder.resolve("before.sql"), "CREATE TABEL countries(code text);\n");

    assertThat(refused("--shadow-setup", "before.sql"))
        .contains("ROLLBACK-012 error  before.sql:1:8: SHADOW-");
  }

  @Test
  void after_a_run_without_the_ledger_a_change_by_hand_is_found_by_the_replay() {
    server.createDatabase(shell.database + "_ledger");
    var ledger = new String[] {"--ledger-url", server.url(shell.database + "_ledger")};
    assertThat(shell.run("migrate", "--to", "0002", ledger[0], ledger[1]).status()).isZero();
    var blind =
        shell.run(
            "migrate",
            "--ledger-url",
            "jdbc:postgresql://127.0.0.1:1/ledger",
            "--break-glass",
            "--reason",
            "the shop is down");
    assertThat(blind.status()).as(blind.all()).isZero();
    shell.sql("ALTER TABLE users ADD phone text");

    assertThat(refused(ledger))
        .contains(
            "ROLLBACK-013 error  a migration ran after the schema was looked at last, and a replay"
                + " gives another one:")
        .contains("column public.users.phone is there and should not be")
        .contains("ledger drift --take-as-is --reason");

    var taken = shell.run("drift", "--take-as-is", "--reason", "phone stays", ledger[0], ledger[1]);
    assertThat(taken.status()).as(taken.all()).isZero();
    takenBack(ledger);
  }

  @Test
  void what_a_down_script_made_is_not_kept_when_nobody_could_look_at_it() throws SQLException {
    shell
        .write("0004_names.sql", "CREATE VIEW names AS SELECT name FROM users;\n")
        .write("0004_names.down.sql", "DROP VIEW names;\nSELECT pg_advisory_xact_lock(4711);\n")
        .write("0005_more.sql", "CREATE VIEW more AS SELECT id FROM orders;\n")
        .write("0005_more.down.sql", "DROP VIEW more;\n");
    shell.sql("CREATE TABLE old(id int); CREATE VIEW ids AS SELECT id FROM old");
    migrated();

    Shell.Said said;
    try (var other = held("SELECT pg_advisory_xact_lock(4711)")) {
      var running = CompletableFuture.supplyAsync(() -> back("--lock-timeout", "60s"));
      awaitWaiting(running);
      try (var _ = held("LOCK TABLE old IN ACCESS EXCLUSIVE MODE")) {
        other.rollback();
        said = running.join();
      }
    }

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("ROLLBACK-016 error  0004_names.down.sql: SCHEMA-002 the schema could not be")
        .contains("1 taken back, 1 failed (0004 stays applied), 1 not tried (0003)")
        .contains("DRIFT-005 warning  SCHEMA-002", "run \"ledger drift --take-as-is --reason");
    assertThat(shell.ask("SELECT to_regclass('names') IS NOT NULL")).isEqualTo("t");
    assertThat(shell.ask("SELECT to_regclass('more') IS NULL")).isEqualTo("t");
    assertThat(shell.run("status").out())
        .containsPattern("0004 +applied +0004_names.sql")
        .containsPattern("0005 +rolled-back +0005_more.sql");

    assertThat(shell.run("drift", "--take-as-is", "--reason", "it was locked").status()).isZero();
    takenBack();
    assertThat(shell.run("drift").status()).isZero();
  }

  private Connection held(String sql) throws SQLException {
    var connection =
        DriverManager.getConnection(server.url(shell.database), server.user(), server.password());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  private void awaitWaiting(CompletableFuture<Shell.Said> running) {
    while (shell
        .ask(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT"
                + " granted")
        .equals("0")) {
      assertThat(running).as(() -> running.join().all()).isNotDone();
      Thread.onSpinWait();
    }
  }
}
