package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.record.LocalLedger;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations, receipts and databases that are not as the ledger has them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RecoverHistoryTest {

  private static final String NAMES =
      "SELECT md5(string_agg(n::text, ',' ORDER BY id)) FROM names n";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void deploy() {
    shell = new Shell(server, folder);
    shell
        .write(
            "0001_names.sql",
            "CREATE TABLE names(id int, name text);\nINSERT INTO names SELECT n, n % 9 FROM"
                + " generate_series(1, 90) n;\n")
        .write("0002_more.sql", "CREATE TABLE more(id int);\nINSERT INTO more VALUES (1);\n");
    assertThat(shell.run("migrate").status()).isZero();
  }

  @Test
  void a_half_done_script_goes_on_at_its_statement_and_drops_its_invalid_index() {
    shell.write(
        "0003_steps.sql",
        "-- TRANSACTION: none\nCREATE TABLE steps(n int);\nINSERT INTO steps VALUES (1);\n"
            + "CREATE UNIQUE INDEX CONCURRENTLY names_name ON names(name);\n"
            + "INSERT INTO steps VALUES (2);\n");
    var failed = shell.run("migrate", "--allow-unmet", "0003", "--reason", "to fail");
    assertThat(failed.status()).as(failed.all()).isEqualTo(1);
    var names = shell.ask(NAMES);
    var said = shell.run("recover", "plan");
    assertThat(said.out())
        .contains("RECOVER-005 0003_steps.sql: statement 3 stopped half-way")
        .contains("its last receipt is of statement 3, begun, of run ")
        .contains("DROP INDEX CONCURRENTLY IF EXISTS names_name")
        .contains("* resume (will be done)")
        .doesNotContain("RECOVER-008");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isEqualTo(1);
    assertThat(shell.ask(NAMES)).isEqualTo(names);
    shell.sql("UPDATE names SET name = id");
    names = shell.ask(NAMES);

    said = shell.run("recover", "execute", "--reason", "names are told apart", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask("SELECT string_agg(n::text, ',' ORDER BY n) FROM steps")).isEqualTo("1,2");
    assertThat(shell.ask(NAMES)).isEqualTo(names);
    clean();
  }

  @Test
  void a_statement_that_cannot_be_seen_from_outside_needs_a_decision() {
    shell.write(
        "0003_steps.sql",
        "-- TRANSACTION: none\nDO $$ BEGIN INSERT INTO more VALUES (2); COMMIT; PERFORM 1 / 0; END"
            + " $$;\nINSERT INTO more VALUES (3);\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    assertThat(shell.run("recover", "plan").out())
        .contains("whether statement 1 was carried out cannot be seen from outside")
        .contains("- again", "- skip", "- done");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isEqualTo(3);

    var said = execute("--choose", "0003=skip");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.ask("SELECT string_agg(id::text, ',' ORDER BY id) FROM more"))
        .isEqualTo("1,2,3");
    clean();
  }

  @Test
  void a_failed_migration_is_applied_after_it_is_put_right_and_those_behind_wait() {
    shell
        .write("0003_bad.sql", "CREATE TABLE bad(x int);\nSELECT 1/0;\n")
        .write("0004_good.sql", "CREATE TABLE good(x int);\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    assertThat(shell.run("recover", "detect").out())
        .contains("RECOVER-006 0003_bad.sql: failed once")
        .contains("1 migrations wait behind it");
    shell.write("0003_bad.sql", "CREATE TABLE bad(x int);\n");

    var said = execute();

    assertThat(said.out()).contains("apply 0003_bad.sql: applied in ", "none changed");
    assertThat(shell.run("migrate").out()).contains("1 applied");
    clean();
  }

  @Test
  void a_failed_migration_is_marked_as_done_or_retired_by_choice() {
    shell.write("0003_bad.sql", "SELECT 1/0;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    assertThat(execute("--choose", "RECOVER-006=done").status()).isZero();
    clean();
    shell.write("0004_bad.sql", "SELECT 1/0;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    assertThat(execute("--choose", "0004=retire").status()).isZero();
    assertThat(shell.holds("0004_bad.sql.retired")).isTrue();
    clean();
  }

  @Test
  void a_run_that_nobody_saw_end_is_settled() {
    shell.write("0003_bad.sql", "SELECT 1/0;\n");
    assertThat(shell.run("migrate").status()).isEqualTo(1);
    try (var ledger = LocalLedger.at(address(shell.database))) {
      var known = ledger.state("shop").migration(new Version("0003")).orElseThrow();
      ledger.send(
          new StartRun(
              "shop",
              "lost",
              List.of(new PlannedMigration(known.version(), known.file(), known.checksum())),
              List.of(),
              List.of(),
              Map.of()),
          origin());
    }
    assertThat(shell.run("status").out())
        .contains("run lost (migrate) is open: 0 of its 1 migrations have an outcome");
    assertThat(shell.run("status", "--output", "json").out())
        .containsPattern(
            "\"open_run\": *\\{\\s*\"id\": *\"lost\",\\s*\"kind\": *\"migrate\",\\s*\"done\": *0,\\s*\"planned\": *1");
    assertThat(shell.run("recover", "detect").out())
        .contains("RECOVER-004 run lost: run lost was begun, 0 of its 1 migrations have an outcome")
        .contains("0003_bad.sql: no receipt, nothing of it was kept")
        .contains("RECOVER-006 0003_bad.sql: failed 2 times");
    assertThat(execute("--choose", "0003=done").status()).isZero();
    clean();
  }

  @Test
  void a_target_restored_from_an_older_copy_runs_again_what_it_lost() {
    shell.sql("DROP TABLE more; DELETE FROM ledger.receipt WHERE version = '0002'");
    var names = shell.ask(NAMES);
    assertThat(shell.run("migrate").out()).contains("PLAN-011");
    var said = shell.run("recover", "plan");
    assertThat(said.out())
        .contains("RECOVER-013 receipts: the ledger knows 0002 as applied")
        .contains("the target's last receipt is of 0001")
        .contains(
            "0002: applied by the ledger; no receipt; 0 of the 2 objects it creates are there")
        .doesNotContain("RECOVER-007");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").err())
        .contains("--choose \"RECOVER-013=undone\", --choose \"RECOVER-013=kept\"");

    assertThat(execute("--choose", "RECOVER-013=undone").status()).isZero();

    assertThat(shell.run("status").out()).contains("rolled-back");
    assertThat(shell.run("migrate").out()).contains("1 applied");
    assertThat(shell.ask("SELECT count(*) FROM more")).isEqualTo("1");
    assertThat(shell.ask(NAMES)).isEqualTo(names);
    clean();
  }

  @Test
  void a_receipt_that_was_removed_is_accepted_as_missing() {
    shell.sql("DELETE FROM ledger.receipt WHERE version = '0002'");
    assertThat(execute("--choose", "RECOVER-013=kept").status()).isZero();
    assertThat(shell.run("migrate").status()).isZero();
    clean();
  }

  @Test
  void a_receipt_that_was_changed_is_told_as_tampering_until_somebody_decides() {
    shell.sql("UPDATE ledger.receipt SET checksum = repeat('a', 64) WHERE version = '0002'");
    var said = shell.run("recover", "detect");
    assertThat(said.status()).isEqualTo(7);
    assertThat(said.out()).contains("RECOVER-014 receipt of 0002_more.sql");
    assertThat(shell.run("migrate").out()).contains("PLAN-015");
    assertThat(execute("--choose", "0002=keep-ledger").status()).isZero();
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("history").out())
        .contains("the receipt of 0002 tells checksum aaaaaaaaaaaa");
    clean();
  }

  @Test
  void a_ledger_restored_from_an_older_copy_takes_what_the_receipts_prove() {
    var apart = new Shell(server, folder.resolve("apart"));
    apart.write("0001_a.sql", "CREATE TABLE a(x int);\n");
    var ledger = apart.database + "_ledger";
    server.createDatabase(ledger);
    apart.environment.put("LEDGER_LEDGER_URL", url(ledger));
    assertThat(apart.run("migrate").status()).isZero();
    shell.sql("CREATE DATABASE " + ledger + "_old TEMPLATE " + ledger);
    apart.write("0002_b.sql", "CREATE TABLE b(x int);\n");
    assertThat(apart.run("migrate").status()).isZero();
    apart.environment.put("LEDGER_LEDGER_URL", url(ledger + "_old"));

    assertThat(apart.run("migrate").out()).contains("PLAN-010");
    var said = apart.run("recover", "plan");
    assertThat(said.out())
        .contains("RECOVER-012 receipts: the target holds receipts of 0002")
        .contains("the ledger's last applied migration is 0001")
        .contains("the file has the same bytes");
    said =
        apart.run("recover", "execute", "--choose", "RECOVER-012=take", "--reason", "r", "--yes");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(apart.run("migrate").out()).contains("nothing to do");
    assertThat(apart.run("status").out()).contains("0002_b.sql");
    assertThat(apart.run("recover", "detect").status()).isZero();
    assertThat(apart.run("drift").status()).isZero();
  }

  @Test
  void a_copied_database_goes_on_under_a_name_of_its_own_or_as_the_target() {
    var copy = shell.database + "_copy";
    shell.sql("SELECT 1");
    new Shell(server, folder.resolve("x"))
        .sql("CREATE DATABASE " + copy + " TEMPLATE " + shell.database);
    shell.environment.put("PGDATABASE", copy);
    assertThat(shell.run("migrate").err()).contains("LEDGER-002");
    var said = shell.run("recover", "detect");
    assertThat(said.out())
        .contains("RECOVER-015 target shop: the ledger means another database by \"shop\"")
        .contains("timeline 1")
        .contains("2 of its 2 receipts tell what the ledger tells");
    assertThat(shell.run("recover", "execute", "--reason", "r", "--yes").status()).isEqualTo(3);

    shell.environment.put("LEDGER_TARGET", "staging");
    assertThat(shell.run("migrate").err()).contains("TARGET-011");
    said = shell.run("recover", "plan");
    assertThat(said.out())
        .contains("RECOVER-016 target staging: the receipts here are those of shop");
    assertThat(execute("--choose", "RECOVER-016=attach").status()).isZero();
    assertThat(shell.run("migrate").out()).contains("nothing to do");
    clean();

    shell.environment.put("LEDGER_TARGET", "shop");
    assertThat(execute("--choose", "RECOVER-015=move").status()).isZero();
    assertThat(shell.run("migrate").out()).contains("nothing to do");
    clean();
  }

  private Shell.Said execute(String... choice) {
    var words = new String[choice.length + 5];
    System.arraycopy(
        new String[] {"recover", "execute", "--reason", "by test", "--yes"}, 0, words, 0, 5);
    System.arraycopy(choice, 0, words, 5, choice.length);
    return shell.run(words);
  }

  private void clean() {
    var said = shell.run("recover", "detect");
    assertThat(said.status()).as(said.all()).isZero();
    var drift = shell.run("drift");
    assertThat(drift.status()).as(drift.all()).isZero();
  }

  private static String url(String database) {
    return "postgres://"
        + server.user()
        + ":"
        + server.password()
        + "@127.0.0.1:"
        + server.port()
        + "/"
        + database;
  }

  private static TargetAddress address(String database) {
    return new TargetAddress(
        server.url(database), server.user(), new Secret(server.password()), Map.of());
  }

  private static Origin origin() {
    return new Origin(actor(), CiContext.NONE, "lost", "test");
  }

  private static Actor actor() {
    return new Actor("dana", ActorKind.HUMAN, "test", "", "dana", "host", "");
  }
}
