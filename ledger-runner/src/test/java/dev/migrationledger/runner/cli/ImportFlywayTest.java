package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that Flyway itself wrote. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class ImportFlywayTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(server, folder);
    shell.environment.put("LEDGER_NAMING", "flyway");
  }

  private org.flywaydb.core.api.configuration.FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(server.url(shell.database), server.user(), server.password())
        .locations("filesystem:" + folder.resolve("migrations"));
  }

  @Test
  void what_flyway_ran_counts_as_applied_and_an_edit_afterwards_is_noticed() {
    shell
        .write("V1__people.sql", "CREATE TABLE people (id int);\n")
        .write("V2__names.sql", "\uFEFF-- Umlaut: ä\r\nALTER TABLE people\r\n  ADD name text;\r\n")
        .write("V3__index.sql", "CREATE INDEX people_name ON people (name);");
    flyway().load().migrate();
    shell.write("V4__later.sql", "ALTER TABLE people ADD age int;\n");
    shell.commit("Ann Lee", "everything");

    var dry = shell.run("import", "--dry-run");
    assertThat(dry.status()).as(dry.all()).isZero();
    assertThat(dry.out())
        .contains(
            "flyway keeps its history in public.flyway_schema_history: 3 applied;"
                + " checksum: 3 agrees with the file")
        .contains("1 file has no row and stays pending: V4__later.sql")
        .contains("nothing refuses the import of 3 rows; nothing was recorded (--dry-run)");
    assertThat(shell.ask("SELECT to_regnamespace('ledger')::text")).isEqualTo("null");

    var done = shell.run("import", "--from", "flyway", "--reason", "moved from Flyway");
    assertThat(done.status()).as(done.all()).isZero();
    assertThat(done.out()).contains("tied to 3 files: imported, not witnessed");
    assertThat(shell.run("status").out()).contains("V1__people.sql").contains("imported");

    var events = shell.events();
    var again = shell.run("import", "--reason", "once more");
    assertThat(again.status()).as(again.all()).isZero();
    assertThat(again.out()).contains("nothing new: 3 rows of public.flyway_schema_history");
    assertThat(shell.events()).isEqualTo(events);

    var migrate = shell.run("migrate");
    assertThat(migrate.status()).as(migrate.all()).isZero();
    assertThat(shell.ask("SELECT count(*) FROM ledger.receipt")).isEqualTo("1");

    editedLater();
  }

  private void editedLater() {
    shell.write("V3__index.sql", "CREATE INDEX people_name ON people (name, id);");
    shell.commit("Marco Ruiz", "wider index");
    var refused = shell.run("migrate");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.all()).contains("PLAN-002").contains("V3__index.sql was edited");
    assertThat(shell.run("ask", "who edited 3 after it ran").out()).contains("Marco Ruiz");
    assertThat(shell.run("ask", "which history was imported").out())
        .contains("dana@example.com imported 3 rows of flyway from public.flyway_schema_history")
        .contains("the ledger did not witness what they tell: moved from Flyway");
    assertThat(shell.run("verify").status()).isZero();
  }

  @Test
  void the_checksum_finds_a_file_that_was_changed_before_the_import() {
    shell.write("V1__a.sql", "CREATE TABLE a (id int);\n").write("V2__b.sql", "SELECT 1;\n");
    flyway().load().migrate();
    shell.write("V2__b.sql", "SELECT 2;\n");

    var refused = shell.run("import", "--reason", "x");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out())
        .contains("IMPORT-005 error  V2__b.sql: V2__b.sql does not have the checksum")
        .contains("1 finding refuses the import; nothing was recorded");
    assertThat(shell.ask("SELECT to_regnamespace('ledger')::text")).isEqualTo("null");

    var accepted = shell.run("import", "--reason", "known", "--accept", "IMPORT-005");
    assertThat(accepted.status()).as(accepted.all()).isZero();
    assertThat(shell.run("history").out()).contains("1 with another checksum than its file");
  }

  @Test
  void a_baseline_stands_for_the_files_below_it_in_a_table_of_another_name_and_schema() {
    for (var version : List.of("1__a", "2__b", "3__c")) {
      shell.write("V" + version + ".sql", "SELECT 1;\n");
    }
    shell.sql("CREATE TABLE old (id int); CREATE SCHEMA \"Odd Schema\"");
    flyway()
        .table("history; x")
        .schemas("Odd Schema")
        .defaultSchema("Odd Schema")
        .baselineOnMigrate(true)
        .baselineVersion("2")
        .load()
        .baseline();
    flyway().table("history; x").schemas("Odd Schema").defaultSchema("Odd Schema").load().migrate();

    var done = shell.run("import", "--reason", "moved");
    assertThat(done.status()).as(done.all()).isZero();
    assertThat(done.out()).contains("flyway keeps its history in Odd Schema.history; x:");
    var status = shell.run("status").out();
    assertThat(status)
        .containsPattern("baselined +V1__a.sql")
        .containsPattern("baselined +V2__b.sql");
    assertThat(status).containsPattern("applied +V3__c.sql");
  }

  @Test
  void a_repeatable_and_a_failed_row_and_files_that_are_gone_are_told_at_once() {
    shell
        .write("V1__a.sql", "CREATE TABLE a (id int);\n")
        .write("V2__gone.sql", "SELECT 2;\n")
        .write("V3__index.sql", "CREATE INDEX i ON a (id);\n")
        .write("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT * FROM a;\n");
    flyway().load().migrate();
    shell.remove("R__view.sql");
    shell.remove("V2__gone.sql");
    shell.sql("UPDATE flyway_schema_history SET success = false WHERE version = '3'");

    var refused = shell.run("import", "--reason", "x");
    assertThat(refused.status()).as(refused.all()).isEqualTo(3);
    assertThat(refused.out())
        .contains("IMPORT-001 error  V3__index.sql: public.flyway_schema_history says that")
        .contains("IMPORT-002 error  the row 2 (gone), script V2__gone.sql")
        .contains("IMPORT-008 info  view is a repeatable script")
        .contains("2 findings refuse the import");

    var accepted = shell.run("import", "--reason", "seen", "--accept", "IMPORT-001,IMPORT-002");
    assertThat(accepted.status()).as(accepted.all()).isZero();
    assertThat(shell.run("status").out()).containsPattern("unknown +V3__index.sql");
    assertThat(shell.run("migrate").status()).isEqualTo(3);
    shell.sql("UPDATE flyway_schema_history SET success = true WHERE version = '3'");
    var repaired = shell.run("import", "--reason", "put right", "--accept", "IMPORT-002");
    assertThat(repaired.status()).as(repaired.all()).isZero();
    assertThat(shell.run("status").out()).containsPattern("applied +V3__index.sql");
    assertThat(shell.run("verify").status()).isZero();
  }
}
