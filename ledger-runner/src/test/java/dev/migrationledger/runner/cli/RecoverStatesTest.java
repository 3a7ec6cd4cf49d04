package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure state of a schema: detected, planned, left, and nothing else touched. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RecoverStatesTest {

  private static final String CHECKSUMS =
      "SELECT concat_ws('|', (SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM users t),"
          + " (SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM orders t),"
          + " (SELECT count(*) FROM users), (SELECT count(*) FROM orders))";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void deploy() {
    shell = new Shell(server, folder);
    shell
        .write(
            "0001_users.sql",
            "CREATE TABLE users(id int PRIMARY KEY, mail text, age int);\n"
                + "INSERT INTO users SELECT n, 'u' || n, n FROM generate_series(1, 50) n;\n")
        .write(
            "0002_orders.sql",
            "CREATE TABLE orders(id int, user_id int CONSTRAINT orders_user REFERENCES users);\n"
                + "INSERT INTO orders SELECT n, 1 + n % 50 FROM generate_series(1, 200) n;\n"
                + "CREATE INDEX orders_user_idx ON orders(user_id);\n")
        .write("0003_view.sql", "CREATE VIEW old_users AS SELECT * FROM users WHERE age > 40;\n");
    var said = shell.run("migrate");
    assertThat(said.status()).as(said.all()).isZero();
  }

  @Test
  void a_sound_target_has_nothing_to_recover() {
    var said = shell.run("recover", "detect");
    assertThat(said.out()).isEqualTo("nothing to recover on target \"shop\"\n");
    assertThat(said.status()).isZero();
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isZero();
  }

  @Test
  void an_invalid_index_is_rebuilt_without_stopping_writes() {
    shell.sql(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_user_idx'::regclass");
    recovered(
        "RECOVER-008 index public.orders_user_idx: the index public.orders_user_idx is invalid",
        "REINDEX INDEX CONCURRENTLY public.orders_user_idx");
    assertThat(
            shell.ask(
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_user_idx'::regclass"))
        .isEqualTo("t");
  }

  @Test
  void an_index_that_is_not_ready_is_rebuilt() {
    shell.sql(
        "UPDATE pg_index SET indisvalid = false, indisready = false"
            + " WHERE indexrelid = 'orders_user_idx'::regclass");
    recovered("RECOVER-009 index public.orders_user_idx", "REINDEX INDEX CONCURRENTLY");
  }

  @Test
  void an_index_with_a_hostile_name_is_quoted() {
    shell.sql("CREATE INDEX \"x\"\"; DROP TABLE users; --\" ON users(age)");
    shell.sql(
        "UPDATE pg_index SET indisvalid = false WHERE indrelid = 'users'::regclass AND NOT indisprimary");
    recovered("RECOVER-008 ", "REINDEX INDEX CONCURRENTLY public.\"x\"\"; DROP TABLE users; --\"");
  }

  @Test
  void a_unique_index_over_duplicates_is_told_with_the_query_that_shows_them() {
    shell.sql("INSERT INTO users VALUES (51, 'u1', 1)");
    try {
      shell.sql("CREATE UNIQUE INDEX CONCURRENTLY users_mail ON users(mail)");
    } catch (IllegalStateException e) {
      // it leaves an invalid index
    }
    var before = shell.ask(CHECKSUMS);

    var plan = shell.run("recover", "plan");
    assertThat(plan.out())
        .contains("1 values stand in more than one row, so it cannot be built")
        .contains(
            "SELECT mail, count(*) FROM public.users WHERE (mail) IS NOT NULL GROUP BY (mail)")
        .contains("1 need a decision");
    var refused = shell.run("recover", "execute", "--reason", "r", "--yes");
    assertThat(refused.status()).as(refused.all()).isEqualTo(3);
    assertThat(refused.err()).contains("RECOVER-019").contains("--choose \"RECOVER-009=drop\"");
    var said =
        shell.run("recover", "execute", "--choose", "RECOVER-009=drop", "--reason", "r", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask("SELECT to_regclass('users_mail')")).isEqualTo("null");
    assertThat(shell.ask(CHECKSUMS)).isEqualTo(before);
  }

  @Test
  void a_constraint_that_no_script_leaves_unvalidated_is_validated() {
    shell.sql("ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 0) NOT VALID");
    recovered(
        "RECOVER-010 constraint public.users.adult",
        "ALTER TABLE public.users VALIDATE CONSTRAINT adult");
    assertThat(shell.ask("SELECT convalidated FROM pg_constraint WHERE conname = 'adult'"))
        .isEqualTo("t");
  }

  @Test
  void a_constraint_that_a_script_leaves_unvalidated_is_no_failure() {
    shell.write(
        "0004_check.sql", "ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 0) NOT VALID;\n");
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("recover", "detect").status()).isZero();
  }

  @Test
  void orphans_are_shown_and_only_accepted_with_a_reason() {
    shell.sql("SET session_replication_role = replica; INSERT INTO orders VALUES (999, 777)");
    var before = shell.ask(CHECKSUMS);
    var said = shell.run("recover", "detect");
    assertThat(said.status()).isEqualTo(4);
    assertThat(said.out())
        .contains("RECOVER-011 constraint public.orders.orders_user: 1 rows violate")
        .contains("SELECT c.* FROM \"public\".\"orders\" AS c WHERE c.\"user_id\" IS NOT NULL");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isEqualTo(3);
    var accepted =
        shell.run(
            "recover", "execute", "--choose", "orders_user=accept", "--reason", "known", "--yes");
    assertThat(accepted.status()).as(accepted.all()).isEqualTo(3);
    assertThat(accepted.err()).contains("nothing that was found is called \"orders_user\"");
    accepted =
        shell.run(
            "recover", "execute", "--choose", "RECOVER-011=accept", "--reason", "known", "--yes");
    assertThat(accepted.status()).as(accepted.all()).isZero();
    assertThat(shell.run("recover", "detect").status()).isZero();
    assertThat(shell.ask(CHECKSUMS)).isEqualTo(before);
    assertThat(shell.run("history").out())
        .contains("dana@example.com accepted constraint public.orders.orders_user (RECOVER-011)");
  }

  @Test
  void a_dropped_view_is_created_again_or_accepted() {
    shell.sql("DROP VIEW old_users");
    var said = shell.run("recover", "plan");
    assertThat(said.out())
        .contains("RECOVER-007 view old_users: view old_users is not there; 0003_view.sql line 1")
        .contains("CREATE VIEW old_users AS SELECT * FROM users WHERE age > 40")
        .contains("1 need a decision");
    recovered("RECOVER-007 view old_users", "CREATE VIEW", "--choose", "old_users=create");
    assertThat(shell.ask("SELECT count(*) FROM old_users")).isEqualTo("10");
  }

  @Test
  void a_dropped_table_is_told_once_and_can_be_accepted() {
    shell.sql("DROP TABLE orders");
    var said = shell.run("recover", "detect");
    assertThat(said.out()).contains("RECOVER-007 table orders").contains("1 found");
    assertThat(said.out()).doesNotContain("column orders.");
    var gone =
        shell.run(
            "recover", "execute", "--choose", "table orders=accept", "--reason", "r", "--yes");
    assertThat(gone.status()).as(gone.all()).isZero();
    assertThat(shell.run("migrate").status()).isZero();
  }

  @Test
  void what_is_executed_is_what_was_shown() {
    shell.sql("ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 0) NOT VALID");
    var id = id(shell.run("recover", "plan"));
    shell.sql("ALTER TABLE users ADD CONSTRAINT old CHECK (age < 100) NOT VALID");
    var events = shell.events();

    var said = shell.run("recover", "execute", "--plan", id, "--reason", "r", "--yes");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.err())
        .contains("RECOVER-018 plan " + id + " was agreed to, and what is found now gives plan ");
    assertThat(shell.events()).isEqualTo(events);
    var now = id(shell.run("recover", "plan"));
    assertThat(shell.run("recover", "execute", "--plan", now, "--reason", "r", "--yes").status())
        .isZero();
  }

  @Test
  void a_repair_that_was_done_and_not_recorded_is_told_and_recorded() {
    shell.sql("ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 0) NOT VALID");
    shell.sql(
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.payload_type ="
            + " 'TargetRepaired' THEN RAISE EXCEPTION 'the process is gone'; END IF; RETURN NEW;"
            + " END $$; CREATE TRIGGER stop BEFORE INSERT ON ledger.entry FOR EACH ROW EXECUTE"
            + " FUNCTION stop()");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isNotZero();
    shell.sql("DROP TRIGGER stop ON ledger.entry; DROP FUNCTION stop()");

    var said = shell.run("recover", "detect");
    assertThat(said.out())
        .as(said.all())
        .contains("RECOVER-017 RECOVER-010 constraint public.users.adult");
    said = shell.run("recover", "execute", "--reason", "r", "--yes");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.run("recover", "detect").status()).isZero();
  }

  @Test
  void a_lock_that_is_held_is_told_and_nothing_is_recorded_as_done() throws Exception {
    shell.sql("ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 0) NOT VALID");
    shell.environment.put("LEDGER_LOCK_TIMEOUT", "50ms");
    try (var holder =
            java.sql.DriverManager.getConnection(
                server.url(shell.database), server.user(), server.password());
        var sql = holder.createStatement()) {
      holder.setAutoCommit(false);
      sql.execute("LOCK TABLE users IN SHARE UPDATE EXCLUSIVE MODE");
      var said = shell.run("recover", "execute", "--reason", "r", "--yes");
      assertThat(said.status()).as(said.all()).isEqualTo(1);
      assertThat(said.err())
          .contains("RECOVER-020 the repair of constraint public.users.adult failed at")
          .contains("55P03");
      holder.rollback();
    }
    assertThat(shell.run("recover", "detect").out())
        .contains("RECOVER-010")
        .contains("its end is not recorded");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isZero();
  }

  /** Detects, executes, proves, and executes again. */
  private void recovered(String found, String sql, String... choice) {
    var before = shell.ask(CHECKSUMS);
    var detected = shell.run("recover", "detect");
    assertThat(detected.status()).as(detected.all()).isEqualTo(4);
    assertThat(detected.out()).contains(found);
    assertThat(shell.run("recover", "plan").out()).contains(sql);
    var words = new String[choice.length + 5];
    System.arraycopy(
        new String[] {"recover", "execute", "--reason", "by test", "--yes"}, 0, words, 0, 5);
    System.arraycopy(choice, 0, words, 5, choice.length);
    var said = shell.run(words);
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("it is not found any more; schema ")
        .contains("tables counted, none changed")
        .contains("nothing is left to recover");
    assertThat(shell.ask(CHECKSUMS)).isEqualTo(before);
    assertThat(shell.run("recover", "detect").status()).isZero();
    var drift = shell.run("drift");
    assertThat(drift.status()).as(drift.all()).isZero();
    var events = shell.events();
    assertThat(shell.run("recover", "execute", "--reason", "again", "--yes").status()).isZero();
    assertThat(shell.events()).isEqualTo(events);
    assertThat(shell.run("verify").status()).isZero();
  }

  private static String id(Shell.Said said) {
    var matcher = Pattern.compile("plan ([0-9a-f]{12}):").matcher(said.out());
    assertThat(matcher.find()).as(said.all()).isTrue();
    return matcher.group(1);
  }
}
