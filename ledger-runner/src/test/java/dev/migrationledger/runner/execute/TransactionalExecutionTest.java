package dev.migrationledger.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransactionalExecutionTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir private Path folder;
  private Playground play;

  @BeforeEach
  void open() {
    play = Playground.on(server, folder);
  }

  @AfterEach
  void close() {
    play.close();
  }

  @Test
  void change_and_receipt_are_committed_together() {
    Execution execution =
        applied(
            play.execute(
                "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (2);\nUPDATE t SET a = a + 1;"));

    assertThat(execution.statements()).isEqualTo(3);
    assertThat(execution.rows()).isEqualTo(4);
    assertThat(execution.attempts()).isEqualTo(1);
    assertThat(execution.role()).isEqualTo("postgres");
    assertThat(execution.backendPid()).isEqualTo(play.session.identity().backendPid());
    assertThat(play.ask("SELECT xmin FROM t LIMIT 1")).isEqualTo(execution.transactionId());
    Receipt receipt = play.session.receipts().getFirst();
    assertThat(receipt.phase()).isEqualTo(Receipt.Phase.APPLIED);
    assertThat(receipt.execution().startedAt()).isEqualTo(execution.startedAt());
    assertThat(receipt.execution().endedAt()).isEqualTo(execution.endedAt());
    assertThat(receipt.execution().transactionId()).isEqualTo(execution.transactionId());
    assertThat(receipt.statement()).isEqualTo(3);
    assertThat(receipt.version().text()).isEqualTo("0001");
    assertThat(receipt.run()).isEqualTo(play.run);
  }

  @Test
  void a_file_of_five_statements_that_fails_at_the_fourth_leaves_nothing() {
    Failure failure =
        failed(
            play.execute(
                """
                CREATE TABLE a (id int);
                CREATE TABLE b (id int);
                INSERT INTO a VALUES (1);
                INSERT INTO b
                VALUES ('größer', nope);
                CREATE TABLE c (id int);
                """));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.ROLLED_BACK);
    assertThat(failure.sqlState()).isEqualTo("42703");
    assertThat(failure.message()).isEqualTo("column \"nope\" does not exist");
    assertThat(failure.statement()).isEqualTo(4);
    assertThat(failure.line()).isEqualTo(5);
    assertThat(failure.column()).isEqualTo(19);
    assertThat(failure.kept()).isZero();
    assertThat(play.ask("SELECT to_regclass('a')")).isEqualTo("null");
    assertThat(play.session.receipts()).isEmpty();
  }

  @Test
  void the_place_is_counted_in_code_points_also_behind_non_ascii_text() {
    Failure failure = failed(play.execute("-- größe 😀\nSELECT\n  '😀ä', missing_column;"));

    assertThat(failure.line()).isEqualTo(3);
    assertThat(failure.column()).isEqualTo(9);
  }

  @Test
  void detail_and_hint_of_the_server_are_kept() {
    Failure failure =
        failed(
            play.execute("CREATE TABLE t (id int PRIMARY KEY);\nINSERT INTO t VALUES (7), (7);"));

    assertThat(failure.sqlState()).isEqualTo("23505");
    assertThat(failure.detail()).contains("Key (id)=(7) already exists.");
    assertThat(failure.line()).isEqualTo(2);
    assertThat(failed(play.execute("SELECT lenght('x');")).hint()).contains("No function matches");
  }

  @Test
  void an_error_inside_a_do_block_has_the_place_of_the_block() {
    Failure failure =
        failed(play.execute("SELECT 1;\n\n  DO $$\nBEGIN\n  PERFORM 1/0;\nEND $$;\nSELECT 2;"));

    assertThat(failure.sqlState()).isEqualTo("22012");
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure.line()).isEqualTo(3);
    assertThat(failure.column()).isEqualTo(3);
    assertThat(failure.detail()).contains("PL/pgSQL function inline_code_block line 3");
  }

  @Test
  void what_drivers_use_to_stumble_over_runs_as_written() {
    applied(
        play.execute(
            """
            CREATE TABLE j (id serial, d jsonb);
            INSERT INTO j (d) SELECT '{"a": 1}' WHERE '{"a": 1}'::jsonb ? 'a';
            SELECT setval('j_id_seq', 41);
            SELECT * FROM generate_series(1, 1000);
            CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 1';
            CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql
            BEGIN ATOMIC
              SELECT a + 1;
              SELECT a + 2;
            END;
            CREATE PROCEDURE p(x int) LANGUAGE plpgsql AS $body$
            BEGIN INSERT INTO j (d) VALUES (to_jsonb(x)); END; $body$;
            CALL p(5);
            SELECT '{d ''2020-01-01''}', E'a\\'b;c', 'no ? bind', $$; $$;
            INSERT INTO j (d) VALUES ('{}') RETURNING id;
            """));

    assertThat(play.ask("SELECT f(1) || ',' || g(1)")).isEqualTo("2,3");
    assertThat(play.ask("SELECT max(id) FROM j")).isEqualTo("43");
    assertThat(play.ask("SELECT count(*) FROM j")).isEqualTo("3");
  }

  @Test
  void begin_and_commit_of_the_file_do_not_commit_early() {
    Failure failure =
        failed(
            play.execute(
                "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nBEGIN;\nSELECT 1/0;\nCOMMIT;\n"));

    assertThat(failure.statement()).isEqualTo(5);
    assertThat(play.ask("SELECT to_regclass('a')")).isEqualTo("null");

    applied(play.execute("BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nINSERT INTO a VALUES (1);"));
    assertThat(play.ask("SELECT (SELECT xmin FROM a) = c.xmin FROM pg_class c WHERE relname = 'a'"))
        .isEqualTo("t");
  }

  @Test
  void the_isolation_level_of_the_files_own_begin_holds() {
    applied(
        play.execute(
            """
            BEGIN ISOLATION LEVEL SERIALIZABLE;
            CREATE TABLE level AS SELECT current_setting('transaction_isolation') AS l;
            COMMIT;
            """));

    assertThat(play.ask("SELECT l FROM level")).isEqualTo("serializable");
  }

  @Test
  void a_rollback_in_the_file_is_refused() {
    Failure failure = failed(play.execute("CREATE TABLE a (id int);\nROLLBACK;\n"));

    assertThat(failure.message()).startsWith("the script says ROLLBACK:");
    assertThat(failure.line()).isEqualTo(2);
    assertThat(play.ask("SELECT to_regclass('a')")).isEqualTo("null");
    applied(
        play.execute(
            "CREATE TABLE a (id int); SAVEPOINT s; DROP TABLE a; ROLLBACK TO SAVEPOINT s;"));
    assertThat(play.ask("SELECT to_regclass('a')")).isEqualTo("a");
  }

  @Test
  void a_file_that_changed_since_it_was_planned_is_rolled_back() throws IOException {
    Work work = play.write("CREATE TABLE a (id int);");
    Files.writeString(work.path(), "CREATE TABLE b (id int);");

    Failure failure = failed(play.execute(work));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.ROLLED_BACK);
    assertThat(failure.message())
        .startsWith("the file changed while the run was going on: planned were bytes with checksum")
        .contains(work.migration().checksum().brief());
    assertThat(play.ask("SELECT to_regclass('b')")).isEqualTo("null");
  }

  @Test
  void a_file_that_is_gone_is_a_failure_with_its_path() {
    Work work = play.write("SELECT 1;");
    assertThat(work.path().toFile().delete()).isTrue();

    assertThat(failed(play.execute(work)).message()).contains(work.path().toString());
  }

  @Test
  void an_empty_file_gets_a_receipt() {
    assertThat(applied(play.execute("-- nothing yet\n")).statements()).isZero();
    assertThat(play.phases()).isEqualTo("APPLIED 0");
  }

  @Test
  void a_script_that_drops_the_receipts_is_rolled_back() {
    Failure failure = failed(play.execute("CREATE TABLE a ();\nDROP SCHEMA ledger CASCADE;"));

    assertThat(failure.message())
        .isEqualTo("the receipt failed: relation \"ledger.receipt\" does not exist");
    assertThat(play.phases()).isEqualTo("none");
  }

  @Test
  void a_constraint_that_fails_at_commit_is_said_to_fail_there() {
    Failure failure =
        failed(
            play.execute(
                "CREATE TABLE t (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);"
                    + "INSERT INTO t VALUES (1), (1);"));

    assertThat(failure.message()).startsWith("COMMIT failed: duplicate key value");
    assertThat(failure.sqlState()).isEqualTo("23505");
    assertThat(play.phases()).isEqualTo("none");
  }

  @Test
  void thousands_of_statements_are_applied_in_batches_and_the_failing_one_is_known() {
    StringBuilder script = new StringBuilder("CREATE TABLE n (i int CHECK (i <> 7777));\n");
    for (int i = 1; i <= 9_000; i++) {
      script.append("INSERT INTO n VALUES (").append(i).append(");\n");
    }
    Failure failure = failed(play.execute(script.toString()));
    assertThat(failure.statement()).isEqualTo(7_778);
    assertThat(failure.line()).isEqualTo(7_778);
    assertThat(failure.sqlState()).isEqualTo("23514");

    Execution execution = applied(play.execute(script.toString().replace("CHECK (i <> 7777)", "")));
    assertThat(execution.rows()).isEqualTo(9_000);
    assertThat(execution.statements()).isEqualTo(9_001);
    assertThat(play.ask("SELECT count(*) FROM n")).isEqualTo("9000");
  }

  @Test
  void rows_and_notices_that_nobody_reads_do_not_block_the_connection() {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      script
          .append("SELECT repeat('x', 1000) FROM generate_series(1, 200);\n")
          .append("DO $$ BEGIN FOR i IN 1..100 LOOP RAISE NOTICE 'n %', i; END LOOP; END $$;\n");
    }
    assertThat(applied(play.execute(script.toString())).statements()).isEqualTo(800);
  }

  @Test
  void copy_from_stdin_is_streamed_and_its_rows_counted() {
    Execution execution =
        applied(
            play.execute(
                """
                CREATE TABLE c (a int, b text);
                COPY c FROM STDIN;
                1\tone
                2\t\\N
                \\.
                SELECT setval(pg_get_serial_sequence('c', 'a'), 1) WHERE false;
                """));

    assertThat(execution.rows()).isEqualTo(2);
    assertThat(play.ask("SELECT string_agg(a || coalesce(b, '-'), ' ') FROM c"))
        .isEqualTo("1one 2-");
  }

  @Test
  void an_error_in_copy_data_has_the_data_line() {
    Failure failure =
        failed(
            play.execute(
                """
                CREATE TABLE c (a int, b text);

                COPY c (a, b)
                  FROM STDIN;
                1\tone
                2\ttwo
                x\tthree
                \\.
                """));

    assertThat(failure.sqlState()).isEqualTo("22P02");
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure.line()).isEqualTo(7);
    assertThat(failure.detail()).contains("COPY c, line 3, column a: \"x\"");
    assertThat(play.ask("SELECT to_regclass('c')")).isEqualTo("null");
  }

  @Test
  void a_script_that_declares_another_encoding_than_its_own_is_refused() {
    Failure failure = failed(play.execute("SELECT 1;\nSET client_encoding = 'LATIN1';"));

    assertThat(failure.message()).startsWith("the script sets client_encoding to LATIN1");
    assertThat(failure.line()).isEqualTo(2);
    applied(play.execute("SET client_encoding TO 'UTF8'; SET NAMES 'utf-8';"));
  }

  @Test
  void a_setting_that_the_driver_cannot_read_is_a_failure_and_the_session_goes_on() {
    Failure failure =
        failed(
            play.execute(
                "CREATE TABLE c (a int);SET datestyle = 'German';\nCOPY c FROM STDIN;\n1\n\\.\n"));

    assertThat(failure.message()).contains("DateStyle");
    applied(play.execute("CREATE TABLE after (id int);"));
    assertThat(play.session.lockHolder().orElseThrow().pid())
        .isEqualTo(play.session.identity().backendPid());
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
