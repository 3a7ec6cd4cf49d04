package dev.migrationledger.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.TargetSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetryTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir private Path folder;
  private Playground play;

  @BeforeEach
  void open() {
    play = Playground.on(server, folder);
    play.run("CREATE TABLE t (id int)");
  }

  @AfterEach
  void close() {
    play.close();
  }

  @Test
  void a_lock_that_is_given_up_in_time_costs_attempts_and_nothing_else() throws SQLException {
    try (Connection blocker = locking("t")) {
      play.whileWaiting = () -> commit(blocker);

      Execution execution = applied(play.execute("ALTER TABLE t ADD COLUMN a int;"));

      assertThat(execution.attempts()).isEqualTo(2);
      assertThat(execution.lockWaitMs()).isBetween(300L, 2_000L);
      assertThat(execution.durationMs()).isGreaterThanOrEqualTo(execution.lockWaitMs());
      assertThat(play.waits).hasSize(1);
      assertThat(play.session.receipts().getFirst().execution().attempts()).isEqualTo(2);
    }
  }

  @Test
  void who_holds_the_lock_is_named_when_it_is_not_given_up() throws SQLException {
    try (Connection blocker = locking("t")) {
      String pid = Playground.ask(blocker, "SELECT pg_backend_pid()");
      Outcome outcome =
          play.execute(
              play.write("SELECT 1;\nALTER TABLE t ADD COLUMN a int;"),
              Playground.quick().withMaxAttempts(2));

      Failure failure = ((Outcome.Failed) outcome).failure();
      assertThat(((Outcome.Failed) outcome).attempts()).isEqualTo(2);
      assertThat(failure.sqlState()).isEqualTo("55P03");
      assertThat(failure.line()).isEqualTo(2);
      assertThat(failure.message())
          .startsWith(
              "canceling statement due to lock timeout; the lock was held by process "
                  + pid
                  + " (intruder, role postgres, from 127.0.0.1) since ");
    }
  }

  @Test
  void the_loser_of_a_deadlock_tries_again() throws Exception {
    play.run("CREATE TABLE u (id int)");
    try (Connection other = locking("u")) {
      CountDownLatch locked = new CountDownLatch(1);
      AtomicReference<String> ended = new AtomicReference<>("");
      Thread rival =
          Thread.ofVirtual()
              .start(() -> {
                try (Statement sql = other.createStatement()) {
                  sql.execute("SET deadlock_timeout = '60s'");
                  locked.await();
                  sql.execute("SELECT pg_sleep(0.4)");
                  sql.execute("LOCK TABLE t");
                  other.commit();
                  ended.set("committed");
                } catch (SQLException | InterruptedException e) {
                  ended.set(String.valueOf(e.getMessage()));
                }
              });
      locked.countDown();
      Execution execution =
          applied(
              play.execute(
                  play.write("LOCK TABLE t; SELECT pg_sleep(1); LOCK TABLE u;"),
                  Playground.quick().withLockTimeout(Duration.ofSeconds(20))));
      rival.join();

      assertThat(ended.get()).isEqualTo("committed");
      assertThat(execution.attempts()).isGreaterThanOrEqualTo(2);
      assertThat(play.waits.getFirst()).startsWith("deadlock detected");
    }
  }

  @Test
  void a_statement_that_takes_too_long_is_stopped_and_tried_as_often_as_allowed() {
    Outcome outcome =
        play.execute(
            play.write("SELECT pg_sleep(30);"),
            Playground.quick().withStatementTimeout(Duration.ofMillis(200)).withMaxAttempts(2));

    assertThat(((Outcome.Failed) outcome).attempts()).isEqualTo(2);
    assertThat(((Outcome.Failed) outcome).failure().sqlState()).isEqualTo("57014");
  }

  @Test
  void a_server_killed_in_the_middle_is_waited_for_and_the_migration_tried_again() {
    Work work = play.write("INSERT INTO t VALUES (1); SELECT pg_sleep(1.5);");
    Thread killer =
        Thread.ofVirtual()
            .start(() -> {
              pause(500);
              server.kill();
              server.restart();
            });

    Execution execution = applied(play.execute(work));

    assertThat(killer.isAlive()).isFalse();
    assertThat(execution.attempts()).isEqualTo(2);
    assertThat(play.ask("SELECT count(*) FROM t")).isEqualTo("1");
    assertThat(play.phases()).isEqualTo("APPLIED 2");
    assertThat(play.session.lockHolder().orElseThrow().pid())
        .isEqualTo(play.session.identity().backendPid());
  }

  @Test
  void a_session_ended_by_the_server_inside_its_commit_leaves_nothing() {
    play.run(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM"
            + " pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'");
    Outcome outcome =
        play.execute(
            play.write(
                "CREATE CONSTRAINT TRIGGER d AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED"
                    + " FOR EACH ROW EXECUTE FUNCTION die(); INSERT INTO t VALUES (1);"),
            Playground.quick().withMaxAttempts(2));

    assertThat(((Outcome.Failed) outcome).failure().kind()).isEqualTo(Failure.Kind.INTERRUPTED);
    assertThat(((Outcome.Failed) outcome).failure().message())
        .contains("the transaction was rolled back, nothing was kept");
    assertThat(play.phases()).isEqualTo("none");
  }

  @Test
  void a_run_that_lost_the_lock_to_another_stops() throws SQLException {
    try (TargetSession rival = TargetSession.open(play.address)) {
      play.whileWaiting = () -> {};
      Work work = play.write("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(1);");
      Thread taker =
          Thread.ofVirtual().start(() -> rival.lock(Duration.ofSeconds(10), holder -> {}));
      pause(300);

      Outcome outcome = play.execute(work);
      joined(taker);

      if (outcome instanceof Outcome.Failed failed) {
        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.INTERRUPTED);
      }
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(play.phases()).isEqualTo("none");
    }
  }

  @Test
  void a_target_that_does_not_come_back_leaves_doubt_only_when_commit_was_sent() {
    Playground lost = Playground.on(server, folder);
    ExecutionSettings impatient =
        new ExecutionSettings(
            Duration.ofSeconds(1),
            Duration.ZERO,
            2,
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(300));
    Thread killer =
        Thread.ofVirtual()
            .start(() -> {
              pause(400);
              server.kill();
            });
    try {
      Outcome outcome = lost.execute(lost.write("SELECT pg_sleep(3);"), impatient);
      assertThat(outcome).isInstanceOf(Outcome.Uncertain.class);
      assertThat(((Outcome.Uncertain) outcome).message())
          .startsWith("the connection was lost while 0001_case.sql was being committed")
          .doesNotContain(lost.address.password().value());
    } finally {
      joined(killer);
      server.restart();
      play.close();
      play = Playground.on(server, folder);
    }
  }

  private Connection locking(String table) throws SQLException {
    Connection connection = play.second();
    connection.setAutoCommit(false);
    try (Statement sql = connection.createStatement()) {
      sql.execute("LOCK TABLE " + table);
    }
    return connection;
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Execution applied(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    return ((Outcome.Applied) outcome).execution();
  }
}
