package dev.migrationledger.runner.process;

import static dev.migrationledger.runner.process.Gate.AT_GATE;
import static dev.migrationledger.runner.process.Gate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.store.LedgerStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A durable PostgreSQL is killed under runners that stand at a known step. */
class ServerCrashIT {

  private static final String AGAIN =
      "The receipts in the target keep what was applied: run \"ledger migrate\" again";
  private static final String BUILDING =
      "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE"
          + " 'CREATE INDEX%' AND wait_event_type = 'Lock')";
  private static final String RECORDING =
      "EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type"
          + " = 'Lock' AND application_name LIKE 'migration-ledger record%')";

  @TempDir private Path scratch;
  private EmbeddedPostgres server;
  private final List<Connection> held = new ArrayList<>();

  /** Where a runner stands when its server dies. */
  private enum Step {
    BEFORE_INTENT,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    OUTSIDE_A_TRANSACTION
  }

  private record Deploy(Step step, Site site, RunnerProcess runner) {

    @Override
    public String toString() {
      var apart = site.database.equals(site.ledgerDatabase) ? "" : ", ledger apart";
      return step + apart + ": ";
    }
  }

  @BeforeEach
  void start() {
    server = EmbeddedPostgres.start(scratch.resolve("server"));
  }

  @AfterEach
  void stop() {
    letGo();
    server.close();
  }

  @Test
  void the_server_dies_under_runners_at_every_step_and_the_next_run_puts_all_right()
      throws SQLException {
    var deploys = new ArrayList<Deploy>();
    for (var step : Step.values()) {
      deploys.add(prepare(step, Site.create(server, scratch, false)));
      deploys.add(prepare(step, Site.create(server, scratch, true)));
    }
    for (var deploy : deploys) {
      hold(deploy);
    }
    server.kill();
    letGo();
    for (var deploy : deploys) {
      var ended = deploy.runner().await();
      assertThat(ended.status()).as(deploy + ended.text()).isEqualTo(9);
      assertThat(ended.text()).as(deploy.toString()).contains(words(deploy.step()));
    }
    server.restart();
    for (var deploy : deploys) {
      deploy.site().finish(deploy.toString());
      deploy.site().agrees(5, deploy.toString());
    }
  }

  @Test
  void a_server_that_comes_back_at_once_is_waited_for_and_nothing_happens_twice()
      throws SQLException {
    var deploys =
        List.of(
            prepare(Step.BEFORE_COMMIT, Site.create(server, scratch, true)),
            prepare(Step.OUTSIDE_A_TRANSACTION, Site.create(server, scratch, false)));
    for (var deploy : deploys) {
      hold(deploy);
    }
    server.kill();
    letGo();
    server.restart();
    var waited = deploys.getFirst().runner().await();
    assertThat(waited.status()).as(waited.text()).isZero();
    assertThat(waited.err()).contains("0003_step.sql: attempt 2");
    var outside = deploys.getLast().runner().await();
    assertThat(outside.status()).as(outside.text()).isEqualTo(1);
    // what is left of a killed server goes on until it notices
    assertThat(outside.out())
        .containsPattern(
            "(1 statement of 0003 stays|[23] statements of 0003 stay) in effect\\."
                + " Run \"ledger recover 0003\"\\.");
    for (var deploy : deploys) {
      deploy.site().finish(deploy.toString());
      deploy.site().agrees(5, deploy.toString());
    }
  }

  @Test
  void the_ledgers_own_server_dies_and_the_target_keeps_what_was_applied() throws SQLException {
    var ledger = EmbeddedPostgres.start(scratch.resolve("ledger"));
    try (ledger) {
      var before = prepare(Step.BEFORE_INTENT, Site.create(server, ledger, scratch));
      var after = prepare(Step.AFTER_COMMIT, Site.create(server, ledger, scratch));
      hold(before);
      hold(after);
      ledger.kill();
      letGo();

      var refused = before.runner().await();
      assertThat(refused.status()).as(refused.text()).isEqualTo(9);
      assertThat(refused.err()).contains("STORE-001", "No migration was executed");
      assertThat(before.site().texts("SELECT version FROM ran")).isEmpty();
      var stopped = after.runner().await();
      assertThat(stopped.status()).as(stopped.text()).isEqualTo(9);
      assertThat(stopped.out())
          .contains("STORE-001", "The receipts in the target keep what was applied")
          .contains("4 applied, 0 failed, 1 not tried (0005)");
      var meanwhile = after.site().run("migrate", "--output", "json");
      assertThat(meanwhile.status()).as(meanwhile.text()).isEqualTo(9);
      assertThat(meanwhile.out()).contains("ledger/error/v1", "STORE-001");
      assertThat(meanwhile.text()).doesNotContain(ledger.password());
      assertThat(after.site().texts("SELECT version FROM ran ORDER BY 1"))
          .containsExactly("0001", "0002", "0003", "0004");

      ledger.restart();
      for (var deploy : List.of(before, after)) {
        deploy.site().finish(deploy.toString());
        deploy.site().agrees(5, deploy.toString());
      }
    } finally {
      letGo();
    }
  }

  private static String[] words(Step step) {
    return switch (step) {
      case BEFORE_INTENT -> new String[] {"No migration was executed", "run the command again"};
      case BEFORE_COMMIT ->
          new String[] {"STORE-001", AGAIN, "2 applied, 1 failed (0003), 2 not tried (0004, 0005)"};
      case AFTER_COMMIT -> new String[] {"STORE-001", AGAIN, "not tried (0005)"};
      case OUTSIDE_A_TRANSACTION -> new String[] {"STORE-001", AGAIN, "not tried (0004, 0005)"};
    };
  }

  /** Starts a deploy of five migrations that will stop at a step of the third. */
  private Deploy prepare(Step step, Site site) throws SQLException {
    site.steps(5, "");
    switch (step) {
      case BEFORE_INTENT -> {
        try (var connection = site.connect(site.ledgerDatabase)) {
          LedgerStore.install(connection);
        }
        lockHead(site);
      }
      case BEFORE_COMMIT, AFTER_COMMIT -> {
        site.step(3, GATE);
        // over a second: then the runner waits for the ledger
        site.step(4, "SELECT pg_sleep(1.2);");
        keep(site, site.database, GATE);
      }
      case OUTSIDE_A_TRANSACTION -> {
        site.write(
            "0003_step.sql",
            """
            -- TRANSACTION: none
            CREATE TABLE t0003 (id bigint);
            CREATE INDEX CONCURRENTLY slow ON other (id);
            INSERT INTO ran VALUES ('0003');
            """);
        site.execute("CREATE TABLE other (id bigint)");
        keep(site, site.database, "INSERT INTO other VALUES (1)");
      }
    }
    return new Deploy(step, site, site.start("migrate", "--lock-timeout", "120s"));
  }

  private void hold(Deploy deploy) throws SQLException {
    var site = deploy.site();
    switch (deploy.step()) {
      case BEFORE_INTENT -> awaitRecording(site);
      case BEFORE_COMMIT -> site.await(AT_GATE);
      case AFTER_COMMIT -> {
        site.await(AT_GATE);
        lockHead(site);
        site.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid ="
                + " 4711 AND granted AND database = (SELECT oid FROM pg_database WHERE datname ="
                + " current_database())");
        awaitRecording(site);
        site.await("EXISTS (SELECT FROM ledger.receipt WHERE version = '0004')");
      }
      case OUTSIDE_A_TRANSACTION -> site.await(BUILDING);
    }
  }

  private static void awaitRecording(Site site) {
    site.await(site.ledgerDatabase, RECORDING);
  }

  private void lockHead(Site site) throws SQLException {
    keep(site, site.ledgerDatabase, "SELECT 1 FROM ledger.head FOR UPDATE");
  }

  /** Runs SQL in a transaction that stays open. */
  private void keep(Site site, String database, String sql) throws SQLException {
    var connection = site.connect(database);
    held.add(connection);
    connection.setAutoCommit(false);
    connection.createStatement().execute(sql);
  }

  private void letGo() {
    for (var connection : held) {
      try {
        connection.close();
      } catch (SQLException e) {
        // its server was killed
      }
    }
    held.clear();
  }
}
