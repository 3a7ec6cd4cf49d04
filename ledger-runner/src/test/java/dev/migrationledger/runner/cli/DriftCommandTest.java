package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes by hand, as people hear of them. */
@SuppressWarnings("NullAway.Init")
final class DriftCommandTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
    shell
        .write(
            "0001_users.sql",
            "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);\n"
                + "CREATE VIEW mails AS SELECT email FROM users;")
        .write("0002_orders.sql", "CREATE TABLE orders (id int, user_id int REFERENCES users);");
  }

  @Test
  void nothing_is_said_of_a_schema_that_nobody_looked_at() {
    var said = shell.run("drift");

    assertThat(said.status()).isEqualTo(8);
    assertThat(said.err())
        .contains("DRIFT-002 it cannot be said whether the schema has drifted")
        .contains("ledger drift --take-as-is --reason");
  }

  @Test
  void what_migrations_do_is_no_drift() {
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0003_more.sql", "ALTER TABLE users RENAME COLUMN email TO mail;");
    assertThat(shell.run("migrate").all()).doesNotContain("DRIFT");

    var said = shell.run("drift");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("no drift: the schema of target \"shop\" is what the ledger says");
  }

  @Test
  void a_change_by_hand_is_told_once_and_over_when_it_is_undone() {
    shell.run("migrate");
    shell.sql("ALTER TABLE users ADD COLUMN nick text");

    var said = shell.run("drift");
    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out())
        .contains("added    column public.users.nick")
        .contains("type: none → text")
        .contains("the last migration that names it is 0001_users.sql")
        .contains("drift: 1 object of target \"shop\" is not what the ledger says");
    shell.run("drift");
    assertThat(shell.ask("SELECT count(*) FROM ledger.drift_history")).isEqualTo("1");

    shell.sql("ALTER TABLE users DROP COLUMN nick");
    assertThat(shell.run("drift").status()).isZero();
    var history = shell.run("drift", "--history");
    assertThat(history.status()).isZero();
    assertThat(history.out()).contains("undone ");
  }

  @Test
  void a_run_takes_over_what_it_did_and_not_what_somebody_else_did() {
    shell.run("migrate");
    shell.sql("DROP VIEW mails; ALTER TABLE orders ADD COLUMN note text");
    shell.write("0003_items.sql", "CREATE TABLE items (id int); ALTER TABLE orders ADD total int;");

    var run = shell.run("migrate");
    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("DRIFT-001 warning  column public.orders.note was added outside of any migration")
        .contains("DRIFT-001 warning  view public.mails was removed outside of any migration")
        .doesNotContain("items was");

    var said = shell.run("drift");
    assertThat(said.out())
        .contains("drift: 2 objects of target \"shop\" are not what the ledger says")
        .doesNotContain("table public.items")
        .doesNotContain("orders.total");
  }

  @Test
  void an_accepted_object_stays_and_the_others_stay_open() {
    shell.run("migrate");
    shell.sql("ALTER TABLE users RENAME COLUMN email TO mail; CREATE TABLE loose (id int)");
    shell.run("drift");

    assertThat(shell.run("drift", "--accept", "table public.loose").err())
        .contains("say why with --reason");
    var unknown = shell.run("drift", "--accept", "table public.nothing", "--reason", "x");
    assertThat(unknown.status()).isEqualTo(3);
    assertThat(unknown.err())
        .contains("DRIFT-006 table public.nothing does not differ from what the ledger says");
    var said =
        shell.run("drift", "--accept", "column public.users.mail", "--reason", "hotfix of Friday");
    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out()).contains("table public.loose").doesNotContain("users.mail");
    assertThat(shell.run("drift", "--accept-all", "--reason", "so be it").status()).isZero();
    assertThat(shell.run("drift", "--history").out())
        .contains("accepted ")
        .contains(": hotfix of Friday");
    assertThat(shell.run("verify").status()).isZero();
    assertThat(shell.run("rebuild").status()).isZero();
    assertThat(shell.run("verify").status()).isZero();
  }

  @Test
  void drift_is_written_down_as_a_migration_that_does_nothing_here() throws IOException {
    shell.run("migrate");
    shell.sql("ALTER TABLE users ADD COLUMN nick text; CREATE INDEX by_mail ON users (email)");

    assertThat(shell.run("drift", "--adopt", "no name").err())
        .contains("is no name of a migration");
    var said = shell.run("drift", "--adopt", "0003_nick", "--reason", "hotfix");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(Files.readString(folder.resolve("migrations/0003_nick.sql")))
        .contains("ADD COLUMN IF NOT EXISTS nick text")
        .contains("CREATE INDEX IF NOT EXISTS by_mail");
    assertThat(shell.run("drift", "--adopt", "0003_nick").all()).contains("no drift");
    var run = shell.run("migrate");
    assertThat(run.status()).as(run.all()).isZero();
    assertThat(run.out()).contains("applied  0003_nick.sql").doesNotContain("DRIFT");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("drift", "--history").out()).contains("adopted as 0003_nick.sql: hotfix");
  }

  @Test
  void who_did_it_is_told_when_ddl_is_captured() {
    shell.run("migrate");
    assertThat(shell.run("watch", "install").status()).isZero();
    shell.write("0003_t.sql", "CREATE TABLE t (id int);");
    shell.run("migrate");
    shell.sql("SET application_name = 'hotfix'; ALTER TABLE users ADD COLUMN nick text");

    assertThat(shell.run("drift").out())
        .contains("added    column public.users.nick")
        .contains("by postgres (hotfix")
        .contains("undo: -- WARNING: what is stored in column public.users.nick is lost")
        .contains("ALTER TABLE public.users DROP COLUMN nick;");
  }

  @Test
  void what_nobody_captured_is_told_as_far_as_the_catalogs_tell_it() {
    shell.run("migrate");
    shell.sql(
        "CREATE ROLE hand_%1$s; CREATE TABLE loose (id int); DROP VIEW mails"
            .formatted(shell.database));
    shell.sql("ALTER TABLE loose OWNER TO hand_" + shell.database);

    var said = shell.run("drift");
    assertThat(said.out())
        .containsPattern(
            "table public.loose\\n(.*\\n)* +by an unknown hand \\(unknown: [^;]+; its catalog row was"
                + " last written by transaction \\d+, of no migration; it belongs to role hand_"
                + shell.database)
        .containsPattern("view public.mails\\n(.*\\n)* +by an unknown hand \\(unknown: [^;]+\\)");

    shell.sql("ALTER SYSTEM SET track_commit_timestamp = on");
    server.restart();
    try {
      shell.sql("ALTER TABLE orders ADD COLUMN note text");
      assertThat(shell.run("drift").out())
          .containsPattern(
              "column public.orders.note\\n(.*\\n)* +by an unknown hand \\(inferred: [^;]+; its catalog"
                  + " row was last written by transaction \\d+, of no migration, which committed at"
                  + " 20[^;]+; it belongs to role postgres\\)");
      assertThat(shell.ask("SELECT grade FROM ledger.drift_history WHERE object LIKE '%note'"))
          .isEqualTo("inferred");
    } finally {
      shell.sql("ALTER SYSTEM RESET track_commit_timestamp");
      server.restart();
    }
  }

  @Test
  void a_session_that_is_still_connected_and_names_the_object_is_told_without_its_secrets()
      throws SQLException {
    assertThat(shell.run("migrate").status()).isZero();
    shell.sql("DROP ROLE IF EXISTS carol; CREATE ROLE carol LOGIN SUPERUSER PASSWORD 'carol'");
    try (var carol =
            DriverManager.getConnection(
                server.url(shell.database) + "?ApplicationName=psql", "carol", "carol");
        var sql = carol.createStatement()) {
      sql.execute("ALTER TABLE users ADD COLUMN nick text /* PASSWORD 'hunter2' */");

      var said = shell.run("drift");

      assertThat(said.out())
          .containsPattern("column public.users.nick\\n(.*\\n)* +by carol \\(inferred: ")
          .containsPattern("session \\d+ of role carol \\(psql, 127.0.0.1\\) is connected still")
          .contains("names it: ALTER TABLE users ADD COLUMN nick text")
          .doesNotContain("hunter2");
      assertThat(
              shell.ask("SELECT string_agg(convert_from(payload, 'UTF8'), '') FROM ledger.entry"))
          .contains("carol")
          .doesNotContain("hunter2");

      sql.executeQuery("SELECT 'comment', nick FROM users /* drop it */").close();
      shell.sql("ALTER TABLE users ADD COLUMN other text");
      sql.executeQuery("SELECT 'alter', other FROM users").close();
      assertThat(shell.run("drift").out())
          .containsPattern("column public.users.other\\n(.*\\n)* +by an unknown hand \\(unknown: ");
      sql.execute(
          "ALTER TABLE users ADD COLUMN long text /* PASSWORD 'hunter3"
              + "x".repeat(2000)
              + "' */");
      assertThat(shell.run("drift").out())
          .containsPattern("column public.users.long\\n(.*\\n)* +by carol \\(inferred: ")
          .doesNotContain("hunter3x");
      sql.execute("DROP TABLE orders");
      assertThat(shell.run("drift").out())
          .containsPattern("table public.orders\\n(.*\\n)* +by carol \\(inferred: ");
    }
  }

  @Test
  void a_schema_without_a_ledger_is_taken_as_it_is() {
    shell.sql("CREATE TABLE old (id int)");

    var said = shell.run("drift", "--take-as-is", "--reason", "inherited");
    assertThat(said.status()).as(said.all()).isZero();
    shell.sql("ALTER TABLE old ADD name text");
    assertThat(shell.run("drift").out()).contains("added    column public.old.name");
  }

  @Test
  void passwords_in_functions_are_neither_kept_nor_shown() {
    shell.write(
        "0003_f.sql",
        "CREATE FUNCTION far() RETURNS text LANGUAGE sql AS $$ SELECT 'host=x password=S3cret' $$;");
    assertThat(shell.run("migrate").status()).isZero();
    shell.sql("COMMENT ON FUNCTION far() IS 'x'");

    assertThat(shell.run("drift").all()).contains("function public.far()").doesNotContain("S3cret");
    assertThat(shell.run("schema", "export").out()).contains("far").doesNotContain("S3cret");
    assertThat(
            shell.ask(
                "SELECT count(*) FROM ledger.content WHERE encode(body, 'escape') LIKE '%S3cret%'"))
        .isEqualTo("0");
  }

  @Test
  void snapshots_are_shown_compared_and_written_down() throws IOException {
    shell.run("migrate");
    assertThat(shell.run("schema", "show", "--object", "orders").out())
        .contains("table public.orders")
        .contains("constraint public.orders.orders_user_id_fkey")
        .doesNotContain("mails");
    assertThat(shell.run("schema", "export", "--out", "before.json").status()).isZero();
    assertThat(folder.resolve("before.json")).exists();
    shell.sql("ALTER TABLE users RENAME TO people");

    var diff = shell.run("schema", "diff", "before.json", "live");
    assertThat(diff.status()).isEqualTo(5);
    assertThat(diff.out())
        .contains("renamed  table public.people, which was public.users")
        .contains("1 difference from snapshot");
    assertThat(shell.run("schema", "diff", "before.json", "recorded").status()).isZero();
    assertThat(shell.run("schema", "diff", "nowhere.json").err())
        .contains("\"nowhere.json\" is no file and no snapshot of target \"shop\"");
    Files.writeString(folder.resolve("broken.json"), "{\"format\":");
    var broken = shell.run("schema", "show", "broken.json");
    assertThat(broken.status()).isEqualTo(2);
    assertThat(broken.err()).contains("this is no snapshot: ");
  }
}
