package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class DoctorTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(server, folder);
    shell
        .write("0001_people.sql", "CREATE TABLE people (id int PRIMARY KEY);\n")
        .write("0002_names.sql", "ALTER TABLE people ADD name text;\n");
    shell.commit("Ann Lee", "first");
  }

  @Test
  void a_target_that_is_new_or_well_is_healthy() {
    var fresh = shell.run("doctor");
    assertThat(fresh.status()).as(fresh.all()).isZero();
    assertThat(fresh.out()).contains("DOCTOR-017 info").contains("0 ran, 2 never ran");

    assertThat(shell.run("migrate").status()).isZero();
    var events = shell.events();
    var well = shell.run("doctor");
    assertThat(well.status()).as(well.all()).isZero();
    assertThat(well.out())
        .contains("2 ran, 0 never ran; history: none that is known; with a ledger")
        .contains("healthy: nothing was found");
    assertThat(shell.events()).isEqualTo(events);
  }

  @Test
  void what_the_ledger_knows_as_edited_and_what_was_dropped_by_hand_is_told() {
    assertThat(shell.run("migrate").status()).isZero();
    shell.write("0002_names.sql", "ALTER TABLE people ADD name varchar(10);\n");
    shell.sql("DROP TABLE people; CREATE TABLE other (id int)");
    var said = shell.run("doctor");
    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("DOCTOR-005 error  0002_names.sql: 0002_names.sql was edited after it ran")
        .contains("DOCTOR-007 warning  0001_people.sql:")
        .contains("3 of 3 objects it creates are not there: people, people.id, people_pkey");
  }

  @Test
  void half_done_objects_and_rows_are_told_with_the_sql_that_mends_them() {
    shell.sql(
        "CREATE TABLE people (id int, name text, boss int); INSERT INTO people VALUES (1, 'a', 9),"
            + " (1, 'b', 9); ALTER TABLE people ADD CONSTRAINT \"Odd; one\" CHECK (boss < 5) NOT"
            + " VALID");
    try {
      shell.sql("CREATE UNIQUE INDEX CONCURRENTLY \"People id\" ON people (id)");
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("CONCURRENTLY");
    }
    shell.sql(
        "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT"
            + " NULL); INSERT INTO schema_migrations VALUES (2, true)");
    var said = shell.run("doctor");
    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("DOCTOR-010 error  0002_names.sql: public.schema_migrations says that 2 failed")
        .contains("DOCTOR-014 error  index public.\"People id\" on public.people is invalid")
        .contains("REINDEX INDEX CONCURRENTLY public.\"People id\"")
        .contains("ALTER TABLE public.people VALIDATE CONSTRAINT \"Odd; one\"")
        .contains("migrate force <version>");
  }

  @Test
  void rows_without_files_and_several_histories_are_told() {
    shell.sql(
        "CREATE TABLE people (id int PRIMARY KEY, name text);"
            + " CREATE TABLE goose_db_version (id serial, version_id bigint, is_applied boolean,"
            + " tstamp timestamp); INSERT INTO goose_db_version VALUES (1, 1, true, now()), (2, 2,"
            + " true, now()), (3, 7, true, now());"
            + " CREATE TABLE db_patches (name text, done date); INSERT INTO db_patches VALUES"
            + " ('0001_people.sql', '2026-01-01')");
    var said = shell.run("doctor");
    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("DOCTOR-011 error  the row 7")
        .contains("DOCTOR-013 warning  there are 2 histories: goose in public.goose_db_version,")
        .contains("table in public.db_patches")
        .contains("ledger import --from goose --table public.goose_db_version --reason");
  }

  @Test
  void without_rights_it_says_what_it_could_not_look_at() {
    shell.sql(
        "CREATE TABLE people (id int PRIMARY KEY, name text); CREATE TABLE goose_db_version (id"
            + " serial, version_id bigint, is_applied boolean, tstamp timestamp);"
            + " CREATE ROLE frail LOGIN PASSWORD 'x'");
    shell.environment.put("PGUSER", "frail");
    shell.environment.put("PGPASSWORD", "x");
    var said = shell.run("doctor");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("Not looked at:")
        .contains("IMPORT-023 the table public.goose_db_version cannot be read");
  }
}
