package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class ChangeCommandsTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
  }

  @Test
  void retired_migrations_are_renamed_never_run_and_answered_with_the_reason() {
    shell
        .write("0001_a.sql", "CREATE TABLE a();")
        .write("0002_b.sql", "CREATE TABLE b();")
        .write("0003_c.sql", "CREATE TABLE c();");

    var said = shell.run("retire", "0001-0002", "--reason", "superseded by 0003");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("2 migrations are retired (0001 to 0002): superseded by 0003");
    assertThat(shell.holds("0001_a.sql.retired")).isTrue();
    assertThat(shell.holds("0001_a.sql")).isFalse();
    assertThat(shell.run("migrate").out()).contains("1 applied on target \"shop\"");
    assertThat(shell.ask("SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NULL"))
        .isEqualTo("t");
    assertThat(shell.run("ask", "which migrations never ran and why").out())
        .contains("2 of 3 migrations")
        .contains("superseded by 0003");
  }

  @Test
  void an_applied_migration_cannot_be_retired() {
    shell.write("0001_a.sql", "CREATE TABLE a();");
    assertThat(shell.run("migrate").status()).isZero();

    var said = shell.run("retire", "0001", "--reason", "old");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.err()).contains("0001");
    assertThat(shell.holds("0001_a.sql")).isTrue();
  }

  @Test
  void a_baseline_counts_what_is_pending_as_done() {
    shell.write("0001_a.sql", "CREATE TABLE a();").write("0002_b.sql", "CREATE TABLE b();");

    var said = shell.run("baseline", "0001", "--reason", "compared by hand");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains(
            "0001 is the baseline of target \"shop\"; 1 pending migration counts as done: compared"
                + " by hand");
    assertThat(shell.run("migrate").out()).contains("1 applied on target \"shop\"");
    assertThat(shell.ask("SELECT to_regclass('a') IS NULL")).isEqualTo("t");
    assertThat(shell.run("status").out()).contains("1 baselined");
    assertThat(shell.run("baseline", "0002", "--reason", "too late").out())
        .contains(
            "nothing is pending up to 0002 on target \"shop\": no baseline was needed, and none was"
                + " recorded");
  }

  @Test
  void a_failed_migration_is_recovered_after_its_script_is_put_right() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\nSELECT 'y'::int FROM a;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    assertThat(shell.run("recover").status()).isEqualTo(4);
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\nSELECT x FROM a;\n");

    assertThat(shell.run("recover", "0001", "--yes").err())
        .contains("CLI-002 recovering needs --reason \"...\": it is recorded");
    assertThat(shell.run("recover", "0001", "--reason", "typo").err())
        .contains("CLI-002 nobody can be asked here: add --yes to recover 0001 without asking");
    var said = shell.run("recover", "0001", "--reason", "typo", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("0001 is recovered: applied in ");
    assertThat(shell.run("recover").out()).contains("nothing to recover on target \"shop\"");
    assertThat(shell.run("migrate").out()).contains("nothing to do");
  }

  @Test
  void an_edit_of_comments_is_told_from_an_edit_of_statements() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    shell.write("0002_b.sql", "CREATE TABLE b(x int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "-- the first\ncreate table a (x int);\n");
    shell.write("0002_b.sql", "CREATE TABLE b(x bigint);\n");

    shell.run("migrate");

    assertThat(shell.run("edits").out())
        .contains("0001_a.sql: cosmetic edit, open")
        .contains("0002_b.sql: semantic edit, open");
  }

  @Test
  void a_cosmetic_edit_is_recorded_and_shown_and_the_deploy_goes_on() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "-- the first\ncreate table a (x int);\n");
    shell.write("0002_b.sql", "CREATE TABLE b(x int);\n");
    var words = "PLAN-003 warning  0001_a.sql: 0001_a.sql differs from what ran only in comments";

    assertThat(shell.run("validate").out()).contains(words).contains("valid: nothing refuses");
    assertThat(shell.run("migrate").out()).contains(words).contains("1 applied on target");
    assertThat(shell.run("migrate").out()).contains("nothing to do");
    assertThat(shell.run("status", "--output", "json").out())
        .containsPattern("\"flags\": ?\\[\\s*\"cosmetic\",\\s*\"edited\"");
    assertThat(shell.run("edits").out()).contains("0001_a.sql: cosmetic edit, open");
  }

  @Test
  void a_cosmetic_edit_is_refused_where_the_settings_say_so() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "-- the first\ncreate table a (x int);\n");
    shell.write("../ledger.yaml", "cosmetic-edits: refuse\n");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("its statements are the same, and cosmetic-edits is set to refuse");
    assertThat(shell.run("ack", "0001", "--reason", "a comment").status()).isZero();
    assertThat(shell.run("migrate").out()).contains("nothing to do");
  }

  @Test
  void an_edit_after_a_cosmetic_one_is_judged_by_the_text_that_ran() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "-- one\nCREATE TABLE a(x int);\n");
    assertThat(shell.run("migrate").status()).isZero();

    shell.write("0001_a.sql", "-- two\nCREATE TABLE a(x bigint);\n");
    assertThat(shell.run("migrate").out()).contains("PLAN-002 error  0001_a.sql");
    shell.write("0001_a.sql", "-- three\nCREATE TABLE a(\n  x int);\n");
    assertThat(shell.run("migrate").out()).contains("PLAN-003 warning  0001_a.sql");

    assertThat(shell.run("edits").out())
        .contains("0001_a.sql: cosmetic edit, superseded")
        .contains("0001_a.sql: semantic edit, superseded")
        .contains("0001_a.sql: cosmetic edit, open");
  }

  @Test
  void an_edit_by_another_author_is_noticed_answered_and_acknowledged() {
    editedByMarco();

    var refused = shell.run("migrate");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).contains("PLAN-002 error  0001_a.sql: 0001_a.sql was edited after");
    assertThat(shell.run("edits").out())
        .contains("Marco Ruiz <Marco@example.com>")
        .contains("widen the column")
        .contains("-CREATE TABLE a(x int);")
        .contains("+CREATE TABLE a(x bigint);");
    assertThat(shell.run("ask", "who edited 0001 after it ran").out()).contains("Marco Ruiz");

    var ack = shell.run("ack", "0001", "--reason", "harmless", "--approved-by", "ann");
    assertThat(ack.out()).contains("the edit of 0001 is acknowledged: harmless");
    assertThat(shell.run("ack", "0001", "--reason", "harmless").out())
        .contains("the edit of 0001 was acknowledged before; nothing new is recorded");
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("edits", "0001").out()).contains("approved by ann: harmless");
  }

  @Test
  void a_question_that_is_not_understood_gets_the_nearest_ones() {
    editedByMarco();

    var said = shell.run("ask", "purple elephants");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.out()).contains("ledger ask \"");
  }

  @Test
  void an_untouched_ledger_is_intact() {
    editedByMarco();

    var said = shell.run("verify");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("intact: " + shell.events() + " events, root ");
  }

  @Test
  void without_a_ledger_nothing_can_be_decided() {
    var said = shell.run("verify");

    assertThat(said.status()).isEqualTo(8);
    assertThat(said.err()).contains("CLI-003 there is no ledger here");
  }

  @Test
  void a_superusers_change_of_an_entry_is_found_with_its_index_and_check() {
    editedByMarco();
    tamper(
        "UPDATE ledger.entry SET payload = convert_to(replace(convert_from(payload, 'UTF8'),"
            + " '0001', '0002'), 'UTF8') WHERE index = 3");

    var said = shell.run("verify");

    assertThat(said.status()).isEqualTo(7);
    assertThat(said.out()).contains("TAMPERED: event 3, check \"columns\": ");
  }

  @Test
  void a_change_of_a_projection_row_is_found_and_a_rebuild_mends_it() {
    editedByMarco();
    assertThat(shell.run("status").status()).isZero();
    shell.sql("UPDATE ledger.schema_migrations SET filename = 'x.sql'");

    var said = shell.run("verify");

    assertThat(said.status()).as(said.all()).isEqualTo(7);
    assertThat(said.out()).contains("check \"projection schema_migrations\"");
    assertThat(shell.run("rebuild").status()).isEqualTo(7);
    assertThat(shell.run("verify").status()).isZero();
  }

  @Test
  void nobody_holds_the_lock_when_nothing_runs() {
    var said = shell.run("locks");

    assertThat(said.status()).isZero();
    assertThat(said.out()).contains("nobody holds the lock of target \"shop\"");
  }

  private void editedByMarco() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    shell.commit("Ann Lee", "add a");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "CREATE TABLE a(x bigint);\n");
    shell.commit("Marco Ruiz", "widen the column");
  }

  private void tamper(String sql) {
    shell.sql("ALTER TABLE ledger.entry DISABLE TRIGGER USER");
    shell.sql(sql);
    shell.sql("ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER entry_is_append_only");
  }
}
