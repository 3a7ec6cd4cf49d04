package dev.migrationledger.runner.process;

import static dev.migrationledger.runner.process.Gate.AT_GATE;
import static dev.migrationledger.runner.process.Gate.GATE;
import static dev.migrationledger.runner.process.Gate.NOBODY_ELSE;
import static dev.migrationledger.runner.process.Gate.close;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever dies, and whenever: the next run finds out and goes on. */
class CrashIT {

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void a_runner_killed_before_its_first_commit_does_no_harm(boolean apart) {
    var site = Site.create(server, scratch, apart).steps(4, "").step(1, "SELECT pg_sleep(3);");
    var runner = site.start("migrate");
    site.await(
        "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND"
            + " wait_event = 'PgSleep')");
    runner.kill();
    assertThat(site.texts("SELECT version FROM ran")).isEmpty();
    site.finish("");
    site.agrees(4, "");
  }

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void a_runner_killed_inside_a_migration_keeps_the_earlier_ones(boolean apart)
      throws SQLException {
    var site = Site.create(server, scratch, apart).steps(8, "").step(5, GATE);
    try (var gate = close(site)) {
      var runner = site.start("migrate");
      site.await(AT_GATE);
      runner.kill();
      assertThat(site.texts("SELECT version FROM ran ORDER BY 1"))
          .containsExactly("0001", "0002", "0003", "0004");
      gate.rollback();
    }
    site.finish("");
    site.agrees(8, "");
  }

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void a_migration_committed_and_not_yet_recorded_is_recorded_by_its_receipt(boolean apart)
      throws SQLException {
    var site = Site.create(server, scratch, apart).steps(5, "").step(3, GATE);
    try (var gate = close(site);
        var ledger = site.connect(site.ledgerDatabase)) {
      var runner = site.start("migrate");
      site.await(AT_GATE);
      site.await(
          site.ledgerDatabase,
          "(SELECT count(*) FROM ledger.entry WHERE payload_type LIKE '%MigrationApplied') = 2");
      ledger.setAutoCommit(false);
      ledger.createStatement().execute("SELECT 1 FROM ledger.head FOR UPDATE");
      gate.rollback();
      site.await("EXISTS (SELECT FROM ledger.receipt WHERE version = '0003')");
      runner.kill();
      ledger.rollback();
    }
    site.await(NOBODY_ELSE);
    assertThat(site.applied()).containsExactly("0001_step.sql", "0002_step.sql");
    var drift = site.run("drift");
    assertThat(drift.status()).as(drift.text()).isEqualTo(8);
    assertThat(drift.text()).contains("DRIFT-007");
    site.finish("");
    site.agrees(5, "");
  }

  @ParameterizedTest(name = "the server process ends it too: {0}")
  @ValueSource(booleans = {false, true})
  void a_runner_killed_while_an_index_is_built_concurrently_is_recovered(boolean terminated)
      throws SQLException {
    var site = Site.create(server, scratch, true).steps(3, "");
    site.write(
        "0002_step.sql",
        """
        -- TRANSACTION: none
        CREATE TABLE t0002 (id bigint);
        CREATE INDEX CONCURRENTLY slow ON t0001 (id);
        INSERT INTO ran VALUES ('0002');
        """);
    site.execute("CREATE TABLE other (id bigint)");
    try (var open = site.connect(site.database)) {
      open.setAutoCommit(false);
      open.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      var runner = site.start("migrate", "--to", "0001");
      assertThat(runner.await().status()).isZero();
      open.createStatement().execute("INSERT INTO t0001 VALUES (1)");
      runner = site.start("migrate", "--lock-timeout", "60s");
      site.await(
          "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query"
              + " LIKE 'CREATE INDEX%' AND wait_event_type = 'Lock')");
      runner.kill();
      if (terminated) {
        site.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                + " current_database() AND query LIKE 'CREATE INDEX%' AND pid <> pg_backend_pid()");
      }
      open.rollback();
    }
    site.await(NOBODY_ELSE);
    site.finish("");
    site.agrees(3, "");
    assertThat(site.texts("SELECT indisvalid FROM pg_index WHERE indexrelid = 'slow'::regclass"))
        .containsExactly("t");
  }
}
