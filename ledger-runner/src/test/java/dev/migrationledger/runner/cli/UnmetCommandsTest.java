package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class UnmetCommandsTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
    shell.sql("CREATE TABLE users (id int, password text)");
    shell
        .write("0001_a.sql", "CREATE TABLE a (x int);\n")
        .write("0002_b.sql", "UPDATE users\n  SET password_hash = 'x';\n")
        .write("0003_c.sql", "CREATE TABLE c (x int);\n");
  }

  @Test
  void what_is_missing_refuses_plan_validate_and_migrate_before_anything_runs() {
    for (var command : new String[] {"plan", "validate", "migrate"}) {
      var said = shell.run(command);

      assertThat(said.status()).as(said.all()).isEqualTo(3);
      assertThat(said.out())
          .contains(
              "PREREQ-002 error  0002_b.sql:2:7: 0002_b.sql line 2 uses users.password_hash, and"
                  + " users has \"password\", not \"password_hash\"\n"
                  + "    Write \"password\", or add the column \"password_hash\" in a migration"
                  + " before.\n");
    }
    assertThat(shell.run("migrate", "--dry-run").status()).isEqualTo(3);
    assertThat(shell.ask("SELECT to_regclass('a') IS NULL")).isEqualTo("t");
  }

  @Test
  void however_many_are_pending_where_something_is_they_are_all_looked_at() {
    for (var number = 4; number <= 120; number++) {
      shell.write("%04d_t.sql".formatted(number), "CREATE TABLE t%d ();".formatted(number));
    }

    var said = shell.run("migrate");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.out()).contains("PREREQ-002 error  0002_b.sql:2:7: ").doesNotContain("SRC-014");
    assertThat(shell.ask("SELECT to_regclass('a') IS NULL")).isEqualTo("t");

    shell.sql("ALTER TABLE users ADD password_hash text");
    assertThat(shell.run("migrate").out()).contains("120 applied");
    assertThat(shell.run("ask", "what does 0120 create").out())
        .contains("0120_t.sql creates 1 object: table t120")
        .doesNotContain("as far as is known");
  }

  @Test
  void what_runs_before_the_limit_is_not_kept_back() {
    assertThat(shell.run("migrate", "--to", "0001").out()).contains("1 applied");
  }

  @Test
  void somebody_may_set_it_aside_with_a_reason_on_record() {
    assertThat(shell.run("migrate", "--allow-unmet", "0002").err())
        .contains("CLI-002 --allow-unmet needs --reason \"...\": it is recorded");
    assertThat(shell.run("plan", "--allow-unmet", "0009", "--reason", "x").out())
        .contains("PLAN-012 error  --allow-unmet names 0009");

    var said = shell.run("migrate", "--allow-unmet", "0002", "--reason", "I know better");

    assertThat(said.status()).as(said.all()).isEqualTo(1);
    assertThat(said.out())
        .contains("PREREQ-002 warning  0002_b.sql:2:7: ", "(set aside: I know better)")
        .contains("EXEC-001 statement 1 of 0002_b.sql (line 2, column 7) failed: 42703");
    assertThat(shell.run("history").out()).contains("PREREQ", "I know better");
    assertThat(shell.run("ask", "who overrode what and why").out()).contains("I know better");
  }

  @Test
  void rows_that_would_fail_refuse_a_run_too() {
    shell.sql("INSERT INTO users VALUES (NULL, 'x')");
    shell.write("0002_b.sql", "ALTER TABLE users ALTER COLUMN id SET NOT NULL;\n");

    var said = shell.run("migrate");

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains(
            "PREREQ-004 error  0002_b.sql:1:1: 0002_b.sql line 1 makes id of users NOT NULL, and 1"
                + " row has NULL there\n    They are shown by: SELECT * FROM \"public\".\"users\""
                + " WHERE \"id\" IS NULL; Give them a value");
  }

  @Test
  void however_many_are_pending_on_a_new_target_they_are_all_looked_at() {
    shell.sql("DROP TABLE users");
    shell.remove("0002_b.sql");
    for (var i = 4; i <= 110; i++) {
      shell.write("%04d_s.sql".formatted(i), i == 110 ? "SELECT 1 FROM nowhere;" : "SELECT 1;");
    }

    for (var command : new String[] {"validate", "migrate"}) {
      var said = shell.run(command);
      assertThat(said.status()).as(said.all()).isEqualTo(3);
      assertThat(said.out())
          .contains("PREREQ-001 error  0110_s.sql:1:15: ")
          .doesNotContain("SRC-014");
    }
    assertThat(shell.ask("SELECT to_regclass('a') IS NULL")).isEqualTo("t");

    shell.write("0110_s.sql", "SELECT 1 FROM a;");
    assertThat(shell.run("migrate").out())
        .contains("109 applied", "VERIFY-013 info")
        .doesNotContain("SRC-014");
  }

  @Test
  void long_scripts_for_a_new_target_are_looked_at_up_to_a_megabyte_and_that_is_said() {
    shell.sql("DROP TABLE users");
    shell.remove("0002_b.sql");
    shell.remove("0003_c.sql");
    var rows = "INSERT INTO a VALUES (1); -- " + "x".repeat(600 << 10) + "\n";
    shell.write("0004_a.sql", rows).write("0005_b.sql", rows + "SELECT 1 FROM nowhere;");
    shell.write("0006_c.sql", "SELECT 1 FORM a;");

    var said = shell.run("migrate");

    assertThat(said.status()).as(said.all()).isEqualTo(3);
    assertThat(said.out())
        .contains("SQL-009 error  0006_c.sql:1:15: ")
        .contains("the grammar of 1 of 4 pending scripts was not checked")
        .contains("(0005_b.sql is the first)", "on a new target long ones of more than 1 MiB")
        .doesNotContain("nowhere");
  }
}
