package dev.migrationledger.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.execute.work.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepwiseExecutionTest {

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
  void a_statement_commits_with_its_receipt_or_stands_between_two() {
    Execution execution =
        applied(
            play.execute(
                play.alone(
                    "CREATE INDEX CONCURRENTLY i ON t (id);\nVACUUM t;\nINSERT INTO t VALUES (1);")));

    assertThat(execution.statements()).isEqualTo(3);
    assertThat(execution.rows()).isEqualTo(1);
    assertThat(execution.transactionId()).isEmpty();
    assertThat(play.phases()).isEqualTo("BEGUN 1, STEP 1, BEGUN 2, STEP 2, STEP 3, APPLIED 3");
  }

  @Test
  void a_script_with_a_statement_that_needs_it_runs_alone_without_being_told() {
    applied(play.execute("CREATE TABLE u (id int);\nCREATE INDEX CONCURRENTLY i ON u (id);"));

    assertThat(play.phases()).isEqualTo("STEP 1, BEGUN 2, STEP 2, APPLIED 2");
    assertThat(play.ask("SELECT to_regclass('i')")).isEqualTo("i");
  }

  @Test
  void what_ran_before_the_failure_stays_and_is_counted() {
    Failure failure =
        failed(
            play.execute(
                play.alone("INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);\nSELECT nope;")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.HALF_DONE);
    assertThat(failure.kept()).isEqualTo(2);
    assertThat(failure.statement()).isEqualTo(3);
    assertThat(failure.line()).isEqualTo(3);
    assertThat(failure.column()).isEqualTo(8);
    assertThat(play.phases()).isEqualTo("STEP 1, STEP 2");
    assertThat(play.ask("SELECT count(*) FROM t")).isEqualTo("2");
  }

  @Test
  void a_first_statement_that_fails_and_leaves_nothing_is_rolled_back() {
    Failure failure = failed(play.execute(play.alone("SELECT nope;\nVACUUM t;")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.ROLLED_BACK);
    assertThat(failure.kept()).isZero();
  }

  @Test
  void an_invalid_index_left_behind_is_named_with_its_remedy() {
    play.run("INSERT INTO t VALUES (1), (1)");
    Failure failure =
        failed(play.execute(play.alone("CREATE UNIQUE INDEX CONCURRENTLY one ON t (id);")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.HALF_DONE);
    assertThat(failure.sqlState()).isEqualTo("23505");
    assertThat(failure.message())
        .isEqualTo(
            "could not create unique index \"one\"; the invalid index public.one was left behind:"
                + " run \"DROP INDEX CONCURRENTLY public.one;\" before trying again");
  }

  @Test
  void a_concurrent_index_that_waited_too_long_is_taken_away_and_tried_again() throws SQLException {
    try (Connection blocker = play.second()) {
      blocker.setAutoCommit(false);
      try (Statement sql = blocker.createStatement()) {
        sql.execute("INSERT INTO t VALUES (9)");
      }
      commitWhileWaiting(blocker);
      Execution execution =
          applied(play.execute(play.alone("CREATE INDEX CONCURRENTLY i ON t (id);")));

      assertThat(execution.attempts()).isEqualTo(2);
      assertThat(execution.lockWaitMs()).isGreaterThanOrEqualTo(300);
      assertThat(play.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
          .isEqualTo("t");
    }
  }

  @Test
  void recovery_goes_on_behind_the_last_statement_that_is_done_with_the_same_settings() {
    Work work =
        play.write(
            "CREATE SCHEMA s;\nSET search_path = s;\nCREATE TABLE a (id int);\n"
                + "INSERT INTO a VALUES (1);\nVACUUM a;");
    play.run("CREATE SCHEMA s; CREATE TABLE s.a (id int)");

    Execution execution = applied(play.execute(Playground.alone(work, 3)));

    assertThat(execution.statements()).isEqualTo(2);
    assertThat(play.ask("SELECT count(*) FROM s.a")).isEqualTo("1");
    assertThat(play.phases()).isEqualTo("STEP 4, BEGUN 5, STEP 5, APPLIED 5");
  }

  @Test
  void a_block_of_the_script_counts_as_one_and_commits_with_its_receipt() {
    Failure failure =
        failed(
            play.execute(
                play.alone(
                    "BEGIN;\nINSERT INTO t VALUES (1);\nCOMMIT;\nBEGIN;\nINSERT INTO t VALUES (2);\n"
                        + "SELECT 1/0;\nCOMMIT;")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.HALF_DONE);
    assertThat(failure.kept()).isEqualTo(1);
    assertThat(failure.statement()).isEqualTo(6);
    assertThat(play.ask("SELECT string_agg(id::text, ',') FROM t")).isEqualTo("1");
    assertThat(play.phases()).isEqualTo("BEGUN 1, STEP 3, BEGUN 4");
  }

  @Test
  void the_scripts_role_and_settings_last_from_statement_to_statement_but_not_longer() {
    play.run("CREATE ROLE stepper; GRANT ALL ON SCHEMA public TO stepper");
    applied(
        play.execute(play.alone("SET ROLE stepper;\nCREATE TABLE mine (id int);\nVACUUM mine;")));

    assertThat(play.ask("SELECT tableowner FROM pg_tables WHERE tablename = 'mine'"))
        .isEqualTo("stepper");
    assertThat(play.ask("SELECT string_agg(DISTINCT role, ',') FROM ledger.receipt"))
        .isEqualTo("postgres");
    assertThat(play.ask("SELECT current_user || current_setting('lock_timeout')"))
        .isEqualTo("postgres0");
  }

  @Test
  void rollback_and_a_begin_without_end_are_refused_before_anything_runs() {
    assertThat(failed(play.execute(play.alone("VACUUM t;\nROLLBACK;"))).message())
        .isEqualTo(
            "the script says ROLLBACK, which a migration must not; nothing ran. Remove the statement");
    assertThat(failed(play.execute(play.alone("VACUUM t;\nBEGIN;\nSELECT 1;"))).message())
        .isEqualTo("the last BEGIN of the script has no COMMIT; nothing ran");
    assertThat(play.phases()).isEqualTo("none");
  }

  @Test
  void discard_all_does_not_lose_the_lock() {
    applied(play.execute(play.alone("DISCARD ALL;")));

    assertThat(play.warnings)
        .containsExactly("0001_case.sql released the migration lock; it was taken again");
  }

  @Test
  void a_connection_lost_in_a_statement_leaves_the_receipts_of_those_before() {
    Failure failure =
        failed(
            play.execute(
                play.alone(
                    "INSERT INTO t VALUES (1);\nSELECT pg_terminate_backend(pg_backend_pid());")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.HALF_DONE);
    assertThat(failure.kept()).isEqualTo(1);
    assertThat(failure.message()).contains("whether this statement took effect is not known");
    assertThat(play.phases()).isEqualTo("STEP 1");
  }

  @Test
  void copy_commits_with_its_receipt_too() {
    Work work = play.alone("COPY t FROM STDIN;\n1\n2\n\\.\nVACUUM t;");
    assertThat(applied(play.execute(work)).rows()).isEqualTo(2);
    assertThat(play.phases()).isEqualTo("STEP 1, BEGUN 2, STEP 2, APPLIED 2");
    assertThat(play.ask("SELECT DISTINCT xmin FROM t"))
        .isEqualTo(play.ask("SELECT transaction_id FROM ledger.receipt WHERE statement = 1"));
  }

  @Test
  void a_copy_that_fails_leaves_nothing_and_says_so() {
    Failure failure =
        failed(play.execute(play.alone("VACUUM t;\nCOPY t FROM STDIN;\n1\nx\n\\.\nVACUUM t;")));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.HALF_DONE);
    assertThat(failure.line()).isEqualTo(4);
    assertThat(play.phases()).isEqualTo("BEGUN 1, STEP 1");
    assertThat(play.ask("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void what_commits_by_itself_or_is_refused_in_a_transaction_stands_between_two_receipts() {
    play.run(
        "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;"
            + " CREATE TABLE parted (id int) PARTITION BY RANGE (id); CREATE SEQUENCE tried");
    applied(
        play.execute(
            play.alone(
                "CALL p();\nDO $$ BEGIN INSERT INTO t VALUES (nextval('tried')); COMMIT; END $$;\n"
                    + "DO $$ BEGIN INSERT INTO t VALUES (2); END $$;\n"
                    + "REINDEX TABLE parted;")));

    assertThat(play.phases())
        .isEqualTo("BEGUN 1, STEP 1, BEGUN 2, STEP 2, STEP 3, BEGUN 4, STEP 4, APPLIED 4");
    assertThat(play.ask("SELECT string_agg(id::text, ',') FROM t")).isEqualTo("1,2");
  }

  @Test
  void a_constraint_checked_at_the_end_is_told_of_its_statement() {
    play.run("CREATE TABLE u (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    Failure failure =
        failed(play.execute(play.alone("VACUUM t;\nINSERT INTO u VALUES (1), (1);\nVACUUM u;")));

    assertThat(failure.sqlState()).isEqualTo("23505");
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(play.phases()).isEqualTo("BEGUN 1, STEP 1");
    assertThat(play.ask("SELECT count(*) FROM u")).isEqualTo("0");
  }

  @Test
  void a_statement_that_waited_too_long_for_a_lock_is_tried_again() throws SQLException {
    try (Connection blocker = play.second()) {
      blocker.setAutoCommit(false);
      try (Statement sql = blocker.createStatement()) {
        sql.execute("LOCK TABLE t");
      }
      commitWhileWaiting(blocker);
      Execution execution =
          applied(play.execute(play.alone("INSERT INTO t VALUES (1);\nVACUUM t;")));

      assertThat(execution.attempts()).isEqualTo(2);
      assertThat(play.ask("SELECT count(*) FROM t")).isEqualTo("1");
      assertThat(play.phases()).isEqualTo("STEP 1, BEGUN 2, STEP 2, APPLIED 2");
    }
  }

  private void commitWhileWaiting(Connection blocker) {
    play.whileWaiting =
        () -> {
          try {
            blocker.commit();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };
  }

  private static Execution applied(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    return ((Outcome.Applied) outcome).execution();
  }

  private static Failure failed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure();
  }
}
