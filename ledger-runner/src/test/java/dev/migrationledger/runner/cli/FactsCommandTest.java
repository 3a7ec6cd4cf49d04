package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deploy records of its scripts' objects, as people ask for it. */
@SuppressWarnings("NullAway.Init")
final class FactsCommandTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell = new Shell(server, folder);
  }

  private String ask(String question) {
    return shell.run("ask", question).out();
  }

  @Test
  void dependencies_are_recorded_also_on_what_an_earlier_deploy_made() {
    shell
        .write("0001_users.sql", "CREATE TABLE users (id int PRIMARY KEY, email text);")
        .write(
            "0002_orders.sql",
            "-- DEPENDS: 0001 (the buyer)\nCREATE SCHEMA shop;\n"
                + "CREATE TABLE shop.\"Orders; x\" (id int, buyer int REFERENCES users);");
    assertThat(shell.run("migrate").status()).isZero();
    shell.write(
        "0003_mail.sql",
        "CREATE INDEX users_email ON users (email);\nDO $$BEGIN EXECUTE 'SELECT ''S3cret'''; END$$;");
    var said = shell.run("migrate");
    assertThat(said.status()).as(said.all()).isZero();

    assertThat(ask("who depends on 0001"))
        .contains(
            "2 migrations depend on 0001_users.sql on shop: 0002_orders.sql (declared: the buyer,"
                + " line 1, uses table users, line 3), 0003_mail.sql (uses column users.email,"
                + " line 1, uses table users, line 1).");
    assertThat(ask("which migration created table shop.\"Orders; x\"")).contains("0002_orders.sql");
    assertThat(ask("what does 0001 create")).contains("table users (line 1)");
    assertThat(ask("what does 0003 depend on")).contains("creates column users.email");
    assertThat(shell.run("history", "0002").out())
        .contains("; it creates schema shop, table shop.Orders; x.");
    assertThat(shell.ask("SELECT convert_from(payload, 'UTF8') FROM ledger.entry WHERE index = 9"))
        .doesNotContain("S3cret");
    assertThat(
            shell.ask(
                "SELECT string_agg(kind || ' ' || name, ', ' ORDER BY kind, name) FROM"
                    + " ledger.migration_objects WHERE number = 3"))
        .contains("index users_email")
        .contains("opaque dynamic SQL");
    var verified = shell.run("verify");
    assertThat(verified.status()).as(verified.all()).isZero();
    assertThat(shell.run("rebuild").status()).isZero();
    assertThat(shell.run("verify").status()).isZero();
  }

  @Test
  void a_script_that_was_not_read_for_a_new_target_is_told_as_a_gap() {
    var comment = "--" + "x".repeat(600 << 10) + "\n";
    shell.write("0001_t.sql", comment + "CREATE TABLE t1();");
    shell.write("0002_t.sql", comment + "CREATE TABLE t2();");
    for (int i = 3; i <= 101; i++) {
      shell.write("%04d_t.sql".formatted(i), "CREATE TABLE t%d();".formatted(i));
    }
    assertThat(shell.run("migrate").status()).isZero();

    assertThat(ask("what does 0101 create")).contains("0101_t.sql creates 1 object: table t101");
    assertThat(ask("what does 0002 create"))
        .contains(
            "0002_t.sql creates nothing, as far as is known. Not everything is known of 1 script"
                + " (0002_t.sql: long scripts on a new target have more than 1 MiB together).");
  }

  @Test
  void a_template_and_a_foreign_script_are_told_once_everywhere() {
    shell
        .write(
            "0001_t.sql", "CREATE TABLE ${schema}.a (b int);\nCREATE TABLE ${schema}.c (d int);\n")
        .write(
            "0002_m.sql",
            "CREATE TABLE `a` (`b` int AUTO_INCREMENT) ENGINE=InnoDB;\n# x\nCREATE TABLE `c` ();\n");

    for (var command : new String[] {"plan", "validate", "migrate", "lint", "graph"}) {
      var said = shell.run(command).all();
      assertThat(said)
          .as(command)
          .contains("SQL-010")
          .contains("this looks like a Flyway or Liquibase template: ${schema} in statement 1")
          .contains("this looks like MySQL's SQL: `a` in statement 1")
          .doesNotContain("SQL-009");
      assertThat(said.split("this looks like", -1)).as(command + said).hasSize(3);
    }
  }
}
