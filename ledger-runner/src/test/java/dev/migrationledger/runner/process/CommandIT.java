package dev.migrationledger.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.store.LedgerStore;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in the states people meet after something went wrong. */
class CommandIT {

  private static final String SLEEPING =
      "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event ="
          + " 'PgSleep')";
  private static final String NOBODY =
      "NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND"
          + " application_name LIKE 'migration-ledger%')";

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @Test
  void ctrl_c_inside_a_migration_rolls_it_back_at_once_and_the_next_run_goes_on() {
    var site = Site.create(server, scratch, true).steps(3, "").step(2, "SELECT pg_sleep(600);");
    var runner = site.start("migrate");
    site.await(SLEEPING);
    runner.interrupt();
    var ended = runner.await();
    assertThat(ended.status()).isEqualTo(130);
    assertThat(ended.err())
        .contains("interrupted: what was committed stays", "Run \"ledger migrate\" again");
    site.await(NOBODY);
    assertThat(site.texts("SELECT version FROM ran")).containsExactly("0001");
    site.step(2, "").finish("");
    site.agrees(3, "");
  }

  @Test
  void ctrl_c_while_outcomes_are_recorded_keeps_what_was_applied_and_loses_nothing()
      throws SQLException {
    var site =
        Site.create(server, scratch, true)
            .steps(3, "")
            .step(1, "SELECT pg_sleep(1);")
            .step(2, "SELECT pg_sleep(1.5);");
    // after 0002 the ledger is more than a second behind, so the runner waits for it before 0003
    var runner = site.start("migrate");
    site.await(SLEEPING);
    try (var ledger = site.connect(site.ledgerDatabase)) {
      ledger.setAutoCommit(false);
      ledger.createStatement().execute("SELECT 1 FROM ledger.head FOR UPDATE");
      site.await("EXISTS (SELECT FROM ledger.receipt WHERE version = '0002')");
      runner.interrupt();
      assertThat(runner.await().status()).isEqualTo(130);
      ledger.rollback();
    }
    site.await(NOBODY);
    var next = site.run("migrate");
    assertThat(next.status()).as(next.text()).isZero();
    assertThat(next.out()).contains("earlier run: ", "1 applied on target \"shop\"");
    site.agrees(3, "");
  }

  @Test
  void a_script_stopped_half_way_is_shown_and_recovered_only_with_a_reason() {
    var site = Site.create(server, scratch, false).steps(3, "");
    site.write(
        "0002_step.sql",
        """
        -- TRANSACTION: none
        CREATE TABLE t0002 (id bigint);
        SELECT 1 / count(*) FROM other;
        INSERT INTO ran VALUES ('0002');
        """);
    site.execute("CREATE TABLE other (id bigint)");
    var failed = site.run("migrate");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out())
        .contains("EXEC-001 statement 2 of 0002_step.sql (line 3, column 1) failed: 22012")
        .contains("1 statement of 0002 stays in effect. Run \"ledger recover 0002\".");

    var blocked = site.run("migrate");
    assertThat(blocked.status()).isEqualTo(3);
    assertThat(blocked.out()).contains("PLAN-009", "ledger recover");
    var shown = site.run("recover");
    assertThat(shown.status()).isEqualTo(4);
    assertThat(shown.out())
        .contains("0002_step.sql is unknown: statements 1 to 1 are done")
        .contains("go on with 0002_step.sql after statement 1");
    var unreasoned = site.run("recover", "0002", "--yes");
    assertThat(unreasoned.status()).isEqualTo(2);
    assertThat(unreasoned.err()).contains("--reason");

    var again = site.run("recover", "0002", "--reason", "too early", "--yes");
    assertThat(again.status()).as(again.text()).isEqualTo(1);
    assertThat(again.out()).contains("0002 failed again at statement 2 (line 3, column 1): 22012");
    site.execute("INSERT INTO other VALUES (1)");
    var recovered = site.run("recover", "0002", "--reason", "other is filled", "--yes");
    assertThat(recovered.status()).as(recovered.text()).isZero();
    assertThat(recovered.out()).contains("0002 is recovered: applied in ");
    assertThat(site.run("recover").status()).isZero();
    assertThat(site.run("migrate").status()).isZero();
    site.agrees(3, "");
  }

  @Test
  void status_ask_and_verify_read_the_ledger_that_is_named() {
    var site = Site.create(server, scratch, true).steps(2, "");
    assertThat(site.run("migrate", "--actor", "dana@example.com").status()).isZero();

    assertThat(site.run("status").out()).contains("shop: 2 applied, 2 in all");
    assertThat(site.run("ask", "who ran 0002").out()).contains("dana@example.com");
    assertThat(site.run("verify").out()).contains("intact");
    assertThat(site.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'ledger'"))
        .containsExactly("receipt");
    var other = Site.create(server, scratch, false);
    assertThat(other.run("status").out()).doesNotContain("2 applied");
  }

  @Test
  void a_store_installed_without_read_models_answers() throws SQLException {
    var site = Site.create(server, scratch, true).steps(1, "");
    try (var connection = site.connect(site.ledgerDatabase)) {
      LedgerStore.install(connection);
    }
    var empty = site.run("status");
    assertThat(empty.status()).as(empty.text()).isZero();
    assertThat(site.run("migrate").status()).isZero();
    site.execute(site.ledgerDatabase, "DROP TABLE ledger.schema_migrations CASCADE");
    site.agrees(1, "");
  }
}
