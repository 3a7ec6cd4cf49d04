package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class DeployCommandsTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
  }

  @Test
  void migrating_again_has_nothing_to_do_and_records_nothing() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);").write("0002_b.sql", "CREATE TABLE b();");

    var first = shell.run("migrate");
    var events = shell.events();
    var second = shell.run("migrate");

    assertThat(first.status()).as(first.all()).isZero();
    assertThat(first.out())
        .contains("applied  0001_a.sql  (1 statement, ")
        .contains("2 applied on target \"shop\", run ");
    assertThat(second.status()).isZero();
    assertThat(second.out()).contains("nothing to do: target \"shop\" is up to date");
    assertThat(shell.events()).isEqualTo(events);
  }

  @Test
  void a_mistyped_target_is_refused_before_the_ledger_hears_of_it() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);");
    assertThat(shell.run("migrate").status()).isZero();
    var events = shell.events();

    var said = shell.run("migrate", "--target", "shpo");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "TARGET-011 the database \""
                + shell.database
                + "\" keeps receipts of target \"shop\", and the ledger knows no target \"shpo\";"
                + " nothing was run or recorded. Use the name it has with --target shop, or connect"
                + " to the right ledger\n");
    assertThat(shell.events()).isEqualTo(events);
  }

  @Test
  void a_url_with_credentials_needs_no_variables() {
    shell.write("0001_a.sql", "CREATE TABLE a();");
    shell.environment.keySet().removeIf(v -> v.startsWith("PG"));

    var said =
        shell.run(
            "migrate",
            "-u",
            "postgres://%s:%s@127.0.0.1:%d/%s"
                .formatted(server.user(), server.password(), server.port(), shell.database));

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.all()).doesNotContain(server.password());
  }

  @Test
  void a_failing_statement_is_named_with_file_place_and_state_and_the_rest_is_not_tried() {
    shell
        .write("0001_a.sql", "CREATE TABLE a(x int);")
        .write("0002_b.sql", "INSERT INTO a VALUES (1);\n\nUPDATE a SET x = 'z';\n")
        .write("0003_c.sql", "CREATE TABLE c();");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out())
        .contains(
            "EXEC-001 statement 2 of 0002_b.sql (line 3, column 18) failed: 22P02 invalid input syntax"
                + " for type integer: \"z\"")
        .contains(
            "    Nothing of 0002 was kept. Correct the script and run \"ledger migrate\" again.")
        .contains("1 applied, 1 failed (0002), 1 not tried (0003) on target \"shop\"");
    assertThat(shell.ask("SELECT count(*) FROM a")).isEqualTo("0");
    assertThat(shell.ask("SELECT to_regclass('c') IS NULL")).isEqualTo("t");
  }

  @Test
  void a_block_that_commits_stands_alone_and_beside_others_is_refused() {
    shell
        .write("0001_a.sql", "CREATE TABLE a(x int);\nINSERT INTO a VALUES (1), (2);\n")
        .write("0002_b.sql", "DO $$ BEGIN UPDATE a SET x = 7; COMMIT; END $$;\n");
    var done = shell.run("migrate");
    assertThat(done.status()).as(done.all()).isZero();
    assertThat(shell.ask("SELECT sum(x) FROM a")).isEqualTo("14");
    shell.write(
        "0003_c.sql", "UPDATE a SET x = 8;\nDO $$ BEGIN UPDATE a SET x = 9; COMMIT; END $$;\n");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains(
            "SRC-010 error  0003_c.sql:2:1: statement 2 (DO with COMMIT or ROLLBACK) cannot run in"
                + " a transaction, statement 1 (line 1) should run in one")
        .contains("Split the file");
    assertThat(shell.ask("SELECT sum(x) FROM a")).isEqualTo("14");
  }

  @Test
  void syntax_errors_of_all_pending_files_are_told_before_anything_runs() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);");
    assertThat(shell.run("migrate").status()).isZero();
    shell
        .write("0002_b.sql", "CREATE TABLE b(x int);")
        .write("0003_c.sql", "SELECT 1;\nCREATE TABLE c(x int,);\n")
        .write("0004_d.sql", "ALTER TABEL a ADD y int;\nUPDATE a SET x 1;\n");

    for (var command : List.of("validate", "plan", "migrate")) {
      var said = shell.run(command);

      assertThat(said.status()).as(command).isEqualTo(3);
      assertThat(said.out())
          .as(command)
          .contains(
              """
              SQL-009 error  0003_c.sql:2:22: syntax error at or near ")" in statement 2
                  CREATE TABLE c(x int,)
                                       ^
              SQL-009 error  0004_d.sql:1:7: syntax error at or near "TABEL" in statement 1
                  ALTER TABEL a ADD y int
                        ^
              SQL-009 error  0004_d.sql:2:16: syntax error at or near "1" in statement 2
                  UPDATE a SET x 1
                                 ^
                  Correct the statement at the place named; the caret stands below the word where\
               PostgreSQL stopped.
              """);
    }
    assertThat(shell.ask("SELECT to_regclass('b') IS NULL")).isEqualTo("t");
  }

  @Test
  void an_applied_script_is_not_parsed_again() {
    shell.write("0001_a.sql", "CREATE TABLE a(x int);");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "CREATE TABEL a(x int);");

    var said = shell.run("validate");

    assertThat(said.out()).contains("PLAN-002").doesNotContain("SQL-009");
  }

  @Test
  void a_refused_run_executes_nothing_and_names_every_fault() {
    shell
        .write("0001_a.sql", "CREATE TABLE a();")
        .write("0002_b.sql", "CREATE TABLE b();")
        .write("0002_c.sql", "CREATE TABLE c();")
        .write("0003_d.sql", "-- DEPENDS: 0009\nCREATE TABLE d();");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("SRC-003 error  0002_b.sql: the number 0002 is also that of 0002_c.sql")
        .contains("SRC-003 error  0002_c.sql: the number 0002 is also that of 0002_b.sql")
        .contains(
            "PLAN-006 error  0003_d.sql:1:1: 0003_d.sql depends on 0009: there is no migration 0009")
        .contains("refused: nothing was executed on target \"shop\" (run ");
    assertThat(shell.ask("SELECT to_regclass('a') IS NULL")).isEqualTo("t");
  }

  @Test
  void looking_changes_neither_target_nor_ledger() {
    shell.write("0001_a.sql", "CREATE TABLE a();");

    assertThat(shell.run("plan").out())
        .contains("would apply  0001_a.sql  (1 statement)")
        .contains("1 to apply on target \"shop\"");
    assertThat(shell.run("migrate", "--dry-run").out()).contains("would apply  0001_a.sql");
    assertThat(shell.run("validate").out()).contains("valid: nothing refuses a run (1 pending)");
    assertThat(shell.run("status").out()).contains("1 pending");

    assertThat(shell.ask("SELECT to_regclass('a') IS NULL")).isEqualTo("t");
    assertThat(shell.ask("SELECT to_regnamespace('ledger') IS NULL")).isEqualTo("t");
  }

  @Test
  void status_tells_pending_work_by_its_exit_code_only_when_asked() {
    shell.write("0001_a.sql", "SELECT 1;").write("0002_b.sql", "SELECT 2;");

    assertThat(shell.run("migrate", "--to", "1").status()).isZero();
    assertThat(shell.run("status").status()).isZero();
    assertThat(shell.run("status", "--exit-code").status()).isEqualTo(4);
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("status", "--exit-code").status()).isZero();
  }

  @Test
  void out_of_order_is_allowed_once_with_a_reason_on_record() {
    shell.write("0002_b.sql", "SELECT 2;");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0001_a.sql", "SELECT 1;");

    assertThat(shell.run("migrate").status()).isEqualTo(3);
    assertThat(shell.run("migrate", "--allow-out-of-order", "0001").err())
        .contains("CLI-002 --allow-out-of-order needs --reason \"...\": it is recorded");
    assertThat(
            shell
                .run("migrate", "--allow-out-of-order", "0001", "--reason", "late branch")
                .status())
        .isZero();
    assertThat(shell.run("history", "0001").out()).contains("late branch");
  }

  @Test
  void an_unreachable_server_is_said_with_its_address_and_a_remedy() {
    shell.environment.put("PGPORT", "1");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(9);
    assertThat(said.err())
        .contains("TARGET-001 ")
        .contains("jdbc:postgresql://127.0.0.1:1/" + shell.database + " cannot be reached: ")
        .contains("nothing was run")
        .contains("Check host and port");
  }

  @Test
  void a_wrong_password_is_never_printed() {
    shell.sql("CREATE ROLE intern" + shell.database + " LOGIN PASSWORD 'right'");
    shell.environment.put("PGUSER", "intern" + shell.database);
    shell.environment.put("PGPASSWORD", "s3cret-wrong");
    shell.environment.put("LEDGER_DEBUG", "1");

    var said = shell.run("migrate", "--output", "json");

    assertThat(said.status()).isEqualTo(9);
    assertThat(said.err())
        .contains("TARGET-002 ")
        .contains("refuses role \"intern" + shell.database + "\"");
    assertThat(said.all()).doesNotContain("s3cret-wrong");
  }

  @Test
  void a_database_that_is_not_there_is_named() {
    shell.environment.put("PGDATABASE", "nowhere");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(9);
    assertThat(said.err()).contains("TARGET-003 ").contains("\"nowhere\"").contains("createdb");
  }

  @Test
  void bad_usage_ends_with_two_and_says_why() {
    assertThat(shell.run().status()).isEqualTo(2);
    assertThat(shell.run().err()).contains("which command?");
    assertThat(shell.run("migrat").status()).isEqualTo(2);
    assertThat(shell.run("migrate", "--nonsense").err()).contains("Unknown option: '--nonsense'");
    assertThat(shell.run("migrate", "--to", "latest").err())
        .contains(
            "CLI-002 \"latest\" is no version; write a number such as 0029, or a file's name");
    assertThat(shell.run("retire", "0001").status()).isEqualTo(2);
    assertThat(shell.run("migrate", "--environment", "moon").err())
        .contains(
            "environment is \"moon\"; it is one of production, staging, development and test");
  }

  @Test
  void bad_usage_with_json_output_is_told_as_json_too() {
    for (var words : List.of("migrate --nonsense --output json", "migrate -o=json --nonsense")) {
      var said = shell.run(words.split(" ", -1));

      assertThat(said.status()).isEqualTo(2);
      assertThat(said.out())
          .contains("\"schema\": \"ledger/error/v1\"", "\"exit_code\": 2", "'--nonsense'");
      assertThat(said.err()).contains("Unknown option: '--nonsense'");
    }
    assertThat(shell.run("migrate", "--nonsense").out()).isEmpty();
    assertThat(shell.run("verify", "--output", "json").out())
        .contains("\"exit_code\": 8", "CLI-003 there is no ledger here");
  }

  @Test
  void a_folder_that_is_not_there_is_one_finding_whatever_ran_before() {
    shell.write("0001_a.sql", "SELECT 1;").write("0002_b.sql", "SELECT 2;");
    assertThat(shell.run("migrate").status()).isZero();

    var said = shell.run("validate", "--dir", "elsewhere");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out()).contains("SRC-004 error").doesNotContain("PLAN-001");
  }

  @Test
  void a_target_the_ledger_does_not_know_is_noted_with_those_it_knows() {
    shell.write("0001_a.sql", "SELECT 1;");
    assertThat(shell.run("migrate").status()).isZero();

    for (var words : List.of("status", "history", "edits", "ask who edited 0001")) {
      var known = shell.run(words.split(" ", -1));
      var mistyped = shell.run((words + " --target shpo").split(" ", -1));

      assertThat(known.err()).isEmpty();
      assertThat(mistyped.err())
          .contains("the ledger has no target \"shpo\"; it knows shop (choose with --target)");
    }
  }

  @Test
  void a_history_can_be_of_one_migration_by_one_actor_and_says_what_it_did_not_find() {
    shell.write("0001_a.sql", "SELECT 1;");
    assertThat(shell.run("migrate").status()).isZero();

    assertThat(shell.run("history", "0001", "--by", "DANA@example.com").out())
        .contains("MigrationApplied");
    assertThat(shell.run("history", "0001", "--by", "zoe").out())
        .contains("nothing is on record of 0001 by zoe for target \"shop\"");
    assertThat(shell.run("history", "--newest", "-1").status()).isEqualTo(2);
  }

  @Test
  void an_answers_table_shows_plain_values_only_and_json_has_the_rest() {
    shell.write("0001_a.sql", "SELECT 1/0;").write("0002_b.sql", "SELECT 2;");
    assertThat(shell.run("migrate").status()).isEqualTo(1);

    var told = shell.run("ask", "why did the last deploy fail");
    var json = shell.run("ask", "why did the last deploy fail", "--output", "json");

    assertThat(told.out()).contains("division by zero", "0002").doesNotContain("{", "}");
    assertThat(json.out()).contains("\"sql_state\": \"22012\"");
  }

  @Test
  void accents_of_a_new_migrations_name_fall_away() {
    assertThat(shell.run("new", "Préférences", "für", "Zoë").out())
        .contains("0001_preferences_fur_zoe.sql");
  }

  @Test
  void a_new_migration_gets_the_next_free_number() {
    shell.write("0007_a.sql", "SELECT 1;").write("0009_b.sql.retired", "SELECT 1;");

    assertThat(shell.run("new", "Add", "orders!").out()).contains("0010_add_orders.sql");
    assertThat(shell.holds("0010_add_orders.sql")).isTrue();
  }
}
