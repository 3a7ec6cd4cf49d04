package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.settings.Settings;
import dev.migrationledger.runner.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RollbackCommandTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shop() {
    shell = new Shell(server, folder);
    shell
        .write("0029_users.sql", "CREATE TABLE users(id int PRIMARY KEY, name text NOT NULL);\n")
        .write("0030_seed.sql", "INSERT INTO users VALUES (1, 'ada'), (2, 'bob');\n")
        .write("0031_nick.sql", "ALTER TABLE users ADD nick text;\n")
        .write("0031_nick.down.sql", "ALTER TABLE users DROP COLUMN nick;\n")
        .write("0032_orders.sql", "CREATE TABLE orders(id int PRIMARY KEY);\n")
        .write("0032_orders.down.sql", "-- gone\nDROP TABLE orders;\n");
  }

  private Shell.Said back(String... more) {
    return backTo("0030", more);
  }

  private Shell.Said backTo(String to, String... more) {
    var words = new ArrayList<>(List.of("rollback", "--to", to, "--reason", "0031 locks users"));
    words.addAll(List.of("--shadow-url", server.url("postgres")));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  private void migrated() {
    var said = shell.run("migrate");
    assertThat(said.status()).as(said.all()).isZero();
  }

  @Test
  void two_migrations_go_back_and_forth() {
    migrated();
    shell.sql("UPDATE users SET nick = 'a' WHERE id = 1; INSERT INTO orders VALUES (1), (2), (3)");

    var said = back("--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains(
            "2 to take back on target \"shop\", down to 0030, in this order:\n"
                + "  0032_orders.sql  by 0032_orders.down.sql\n"
                + "      proved by a replay: gives back the schema from before it, and it can be"
                + " applied again\n"
                + "      loses table public.orders (3 rows)\n"
                + "  0031_nick.sql  by 0031_nick.down.sql\n",
            "      loses column public.users.nick (1 row)\n",
            "rolled back  0032 by 0032_orders.down.sql",
            "2 taken back on target \"shop\", run ");
    assertThat(shell.ask("SELECT to_regclass('orders') IS NULL")).isEqualTo("t");
    assertThat(shell.ask("SELECT string_agg(name, ',' ORDER BY id) FROM users"))
        .isEqualTo("ada,bob");
    assertThat(shell.run("status").out()).contains("0031_nick.sql").contains("rolled-back");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("verify").status()).isZero();
    assertThat(
            shell.ask(
                "SELECT status || ' ' || rollback_sql || ' ' || (applied_at IS NULL) || ' '"
                    + " || (metadata->'rollback'->>'reason') FROM ledger.schema_migrations WHERE"
                    + " number = 31"))
        .isEqualTo("rolled-back 0031_nick.down.sql true 0031 locks users");

    migrated();

    assertThat(shell.ask("SELECT count(*) FROM orders")).isEqualTo("0");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("status").out()).doesNotContain("rolled-back");
    assertThat(backTo("0029", "--yes").out())
        .contains("ROLLBACK-003")
        .contains("0030_seed.down.sql");
    assertThat(backTo("0031", "--yes").status()).isZero();
    assertThat(shell.run("status").out()).contains("rolled-back");
  }

  @Test
  void who_took_it_back_and_why_is_told() {
    migrated();
    assertThat(shell.run("ask", "who rolled back 0031 and why").out())
        .contains("0031 was never rolled back on shop.");
    assertThat(back("--yes").status()).isZero();

    assertThat(shell.run("ask", "who rolled back 0031 and why").out())
        .contains("dana@example.com rolled 0031 back by 0031_nick.down.sql at ")
        .contains("because \"0031 locks users\"")
        .contains("MigrationRolledBack");
    assertThat(shell.run("ask", "what was rolled back").out()).contains("rolled 0032 back by");
    assertThat(shell.run("history").out())
        .contains("started to roll back 2 migrations in run")
        .contains("dana@example.com rolled 0031 back by 0031_nick.down.sql in run")
        .contains("Reason: 0031 locks users.")
        .contains("succeeded: 2 migrations taken back.");
    assertThat(shell.run("ask", "what is pending").out())
        .contains("2 migrations are pending on shop: 0031_nick.sql, 0032_orders.sql.");
    assertThat(shell.run("ask", "who ran 0031").out()).contains("applied 0031_nick.sql");
  }

  @Test
  void other_bytes_may_come_after_it() {
    migrated();
    assertThat(back("--yes").status()).isZero();
    shell.write("0031_nick.sql", "ALTER TABLE users ADD nickname text;\n");
    shell.write("0031_nick.down.sql", "ALTER TABLE users DROP COLUMN nickname;\n");
    migrated();
    assertThat(shell.run("status").out()).doesNotContain("edited");
    assertThat(back("--yes").status()).isZero();
    assertThat(shell.run("drift").status()).isZero();
  }

  @Test
  void everything_goes_back_to_nothing() {
    shell.write("0029_users.down.sql", "DROP TABLE users;\n");
    shell.write("0030_seed.down.sql", "DELETE FROM users;\n");
    migrated();

    var said = backTo("0", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("      loses DELETE in 0030_seed.down.sql line 1");
    assertThat(shell.ask("SELECT to_regclass('users') IS NULL")).isEqualTo("t");
    migrated();
    assertThat(shell.ask("SELECT count(*) FROM users")).isEqualTo("2");
  }

  @Test
  void all_that_stands_against_it_is_said_at_once_and_nothing_is_executed() {
    shell
        .write("0033_late.sql", "CREATE TABLE late(id int);\n")
        .write("0034_wrong.sql", "CREATE TABLE wrong(id int); CREATE TABLE more(id int);\n")
        .write("0034_wrong.down.sql", "DROP TABLE wrong;\n")
        .write("0035_index.sql", "CREATE INDEX late_idx ON late(id);\n")
        .write("0035_index.down.sql", "DROP INDEX CONCURRENTLY late_idx;\n");
    migrated();
    shell.write("0032_orders.sql", "CREATE TABLE orders(id bigint PRIMARY KEY);\n");
    var before = shell.ask("SELECT count(*) FROM ledger.receipt");

    var said = back("--yes");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("ROLLBACK-003 error  0033_late.sql: there is no 0033_late.down.sql")
        .contains("ROLLBACK-004 error  0034_wrong.down.sql: SHADOW-007")
        .contains("table public.more is there and should not be")
        .contains("ROLLBACK-005 error  0032_orders.sql: 0032_orders.sql ran with checksum")
        .contains("ROLLBACK-008 error  0035_index.down.sql")
        .contains("refused: nothing was executed on target \"shop\"");
    assertThat(shell.ask("SELECT count(*) FROM ledger.receipt")).isEqualTo(before);
    assertThat(shell.run("history").out())
        .contains("of dana@example.com to 0030 was refused and executed nothing");
    assertThat(back("--dry-run").status()).isEqualTo(3);
  }

  @Test
  void what_the_ledger_did_not_see_stays() {
    shell.remove("0031_nick.down.sql");
    shell.remove("0032_orders.down.sql");
    shell.sql("CREATE TABLE users(id int PRIMARY KEY, name text NOT NULL, nick text)");
    shell.remove("0032_orders.sql");
    shell.write("0030_seed.sql", "SELECT 1;\n");
    assertThat(shell.run("baseline", "0031", "--reason", "it was there").status()).isZero();

    var said = back("--yes");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out()).contains("ROLLBACK-007 error  0031_nick.sql: 0031 is baselined");
  }

  @Test
  void versions_have_to_be_known_and_something_has_to_be_above() {
    assertThat(back("--yes").all()).contains("LEDGER-001");
    migrated();
    assertThat(backTo("0099", "--yes").out())
        .contains("ROLLBACK-001 error  the ledger knows no migration 0099");
    assertThat(backTo("0032", "--yes").out())
        .contains("ROLLBACK-002 error  nothing above 0032 is applied, the highest is 0032");
    assertThat(shell.run("rollback", "--to", "0030", "--yes").status()).isEqualTo(2);
    assertThat(shell.run("rollback", "--to", "0030", "--yes").err())
        .contains("rolling back needs --reason \"...\": it is recorded");
    assertThat(back().status()).isEqualTo(2);
    assertThat(back().err())
        .contains("nobody can be asked here: add --yes to roll back to 0030 without asking");
    assertThat(shell.ask("SELECT count(*) FROM ledger.receipt WHERE phase <> 'APPLIED'"))
        .isEqualTo("0");
  }

  @Test
  void a_dry_run_leaves_no_trace() {
    migrated();
    var events = shell.events();

    var said = shell.run("rollback", "--to", "0030", "--dry-run");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("2 to take back").endsWith("nothing was executed\n");
    assertThat(shell.events()).isEqualTo(events);
  }

  @Test
  void drift_and_what_is_otherwise_than_replayed_refuse_and_are_named() {
    migrated();
    shell.sql("ALTER TABLE users ADD phone text");
    var drifted = back("--yes");
    assertThat(drifted.status()).isEqualTo(3);
    assertThat(drifted.out())
        .contains("ROLLBACK-009 error  the schema was changed outside of any migration:")
        .contains("column public.users.phone is there and should not be");

    assertThat(shell.run("drift", "--accept-all", "--reason", "it stays").status()).isZero();
    var accepted = back("--yes");
    assertThat(accepted.status()).isEqualTo(3);
    assertThat(accepted.out()).contains("ROLLBACK-010 error").contains("users.phone");
    assertThat(backTo("0031", "--yes").status()).as("orders is as it should be").isZero();
    assertThat(shell.run("drift").status()).isZero();
  }

  @Test
  void a_down_script_that_fails_on_the_target_is_reported_and_what_went_before_stays_back() {
    shell
        .write("0031_nick.sql", "ALTER TABLE users ALTER name DROP NOT NULL;\n")
        .write("0031_nick.down.sql", "SELECT 1;\nALTER TABLE users\n  ALTER name SET NOT NULL;\n");
    migrated();
    shell.sql("INSERT INTO users VALUES (3, NULL)");

    var said = back("--yes");

    assertThat(said.status()).as(said.all()).isEqualTo(1);
    assertThat(said.out())
        .contains(
            "ROLLBACK-014 statement 2 of 0031_nick.down.sql (line 2, column 1) failed: 23502 column"
                + " \"name\" of relation \"users\" contains null values")
        .contains("Nothing of it was kept, 0031 stays applied.")
        .contains("1 taken back, 1 failed (0031 stays applied) on target \"shop\"");
    assertThat(shell.run("status").out()).containsPattern("0031 +applied +0031_nick.sql");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("ask", "why did the last deploy fail").out())
        .contains("at 0031_nick.down.sql line 2")
        .contains("1 migration taken back");

    shell.sql("DELETE FROM users WHERE id = 3");
    assertThat(back("--yes").status()).isZero();
    migrated();
  }

  @Test
  void a_down_script_that_makes_another_schema_on_the_target_is_not_kept() {
    shell.sql(
        "CREATE FUNCTION more() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE"
            + " IF NOT EXISTS public.gone (at timestamptz); END $$; CREATE EVENT TRIGGER more ON"
            + " ddl_command_end WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION more()");
    migrated();

    var said = back("--yes");

    assertThat(said.status()).as(said.all()).isEqualTo(5);
    assertThat(said.out())
        .contains("ROLLBACK-015")
        .contains("table public.gone is there and should not be")
        .contains("0 taken back, 1 failed (0032 stays applied), 1 not tried (0031)");
    assertThat(shell.ask("SELECT to_regclass('orders') IS NULL")).isEqualTo("f");
    assertThat(shell.ask("SELECT to_regclass('gone') IS NULL")).isEqualTo("t");
    shell.sql("DROP EVENT TRIGGER more");
    assertThat(shell.run("status").out()).containsPattern("0032 +applied +0032_orders.sql");
  }

  @Test
  void only_one_at_a_time_works_on_a_target() {
    migrated();
    try (var other =
        new Workspace(
            Settings.resolve(Map.of(), shell.environment, folder), shell.environment, folder)) {
      assertThat(other.session().tryLock()).isEmpty();
      assertThat(back("--yes", "--lock-wait", "50ms").status()).isEqualTo(6);
    }
  }

  @Test
  void a_receipt_table_of_an_older_program_is_widened() {
    migrated();
    shell.sql(
        "ALTER TABLE ledger.receipt DROP CONSTRAINT receipt_phase_check, ADD CONSTRAINT"
            + " receipt_phase_check CHECK (phase IN ('BEGUN', 'STEP', 'APPLIED'))");
    assertThat(back("--yes").status()).isZero();
    assertThat(shell.ask("SELECT count(*) FROM ledger.receipt WHERE phase = 'ROLLED_BACK'"))
        .isEqualTo("2");
  }
}
