package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class LintOfPendingTest {

  private static final String ROWS =
      "INSERT INTO big SELECT i, repeat('x', 200) FROM generate_series(1, 60000) AS i;";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void lay_out() {
    shell =
        new Shell(server, folder)
            .write(
                "0001_tables.sql",
                "CREATE TABLE big (id bigint, note text);\n" + ROWS + "\nCREATE TABLE small ();\n");
  }

  @Test
  void nothing_waits_for_a_table_that_the_target_does_not_have_yet() {
    shell.write("0002_idx.sql", "CREATE INDEX ON big (id);\n");

    var said = shell.run("plan");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("1 note of lint is not shown; \"ledger lint --live\" shows all")
        .doesNotContain("LINT-001");
    assertThat(shell.run("plan", "-o", "json").out())
        .contains("\"code\": \"LINT-001\"", "\"severity\": \"info\"")
        .contains("(big does not exist on the target yet)");
  }

  @Test
  void a_large_table_is_told_with_its_rows_and_size_and_a_tiny_one_weighs_less() {
    applied();
    shell.write("0002_idx.sql", "CREATE INDEX ON big (id);\nCREATE INDEX ON small ((1));\n");

    for (var command : new String[] {"plan", "validate"}) {
      var said = shell.run(command);

      assertThat(said.status()).as(said.all()).isZero();
      assertThat(said.out())
          .containsPattern(
              "LINT-001 warning  0002_idx.sql:1:1: An index is made on big without CONCURRENTLY."
                  + " \\(big: 60,000 rows, 1[0-9]\\.\\d MB\\)")
          .containsPattern("LINT-001 warning  0002_idx.sql:2:1: .* \\(small: 0 rows, 0 bytes\\)");
    }
    var live = shell.run("lint", "--live", "-o", "json").out();
    assertThat(live)
        .contains("\"severity_from\": \"table size\"", "\"rows\": 60000", "\"name\": \"small\"");
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("plan").out()).contains("nothing to do").doesNotContain("LINT");
  }

  @Test
  void an_error_of_ledger_yaml_refuses_plan_validate_and_migrate() throws IOException {
    applied();
    shell.write("0002_idx.sql", "CREATE INDEX ON big (id);\nDROP TABLE small;\n");
    settings("lint: {rules: {LINT-001: error}}\n");

    for (var command : new String[] {"plan", "validate", "migrate"}) {
      var said = shell.run(command);

      assertThat(said.status()).as(said.all()).isEqualTo(3);
      assertThat(said.out()).contains("LINT-001 error  0002_idx.sql:1:1", "[ledger.yaml:1:16]");
    }
    assertThat(shell.run("migrate").out()).doesNotContain("LINT-035");

    settings("lint: {except: [{rule: LINT-001, files: '*', because: night}]}\n");
    var said = shell.run("migrate");
    assertThat(said.status()).as(said.all()).isZero();
  }

  @Test
  void an_unknown_rule_is_told_before_anything_runs() throws IOException {
    settings("lint: {rules: {LINT-999: error}}\n");

    var said = shell.run("migrate");

    assertThat(said.status()).as(said.all()).isEqualTo(2);
    assertThat(said.err()).contains("ledger.yaml:1:16 names \"LINT-999\", which is no lint rule");
    assertThat(shell.ask("SELECT to_regclass('big') IS NULL")).isEqualTo("t");
  }

  @Test
  void a_renamed_table_is_not_taken_for_a_new_one() {
    applied();
    shell
        .write("0002_rename.sql", "ALTER TABLE big RENAME TO huge;\n")
        .write("0003_idx.sql", "CREATE INDEX ON huge (id);\n");

    assertThat(shell.run("plan").out())
        .contains("LINT-001 warning  0003_idx.sql:1:1")
        .doesNotContain("huge does not exist");
  }

  @Test
  void a_table_locked_by_somebody_is_not_waited_for() {
    applied();
    shell.write("0002_idx.sql", "CREATE INDEX ON big (id);\n");
    shell.sql("ANALYZE big");

    var held = new Thread(() -> shell.sql("BEGIN; LOCK TABLE big; SELECT pg_sleep(4); COMMIT"));
    held.start();
    try {
      while (!shell
          .ask(
              "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'"
                  + " AND granted AND relation = (SELECT oid FROM pg_class WHERE relname = 'big')")
          .equals("1")) {
        Thread.onSpinWait();
      }
      assertThat(shell.run("plan").out()).contains("(big: 60,000 rows, size not known)");
    } finally {
      held.interrupt();
    }
  }

  private void applied() {
    var said = shell.run("migrate");
    assertThat(said.status()).as(said.all()).isZero();
    shell.sql("ANALYZE big");
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("ledger.yaml"), text);
  }
}
