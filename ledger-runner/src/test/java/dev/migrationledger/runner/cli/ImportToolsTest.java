package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.HexFormat;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of the other tools: Liquibase's by itself, the others' in tables as they make them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class ImportToolsTest {

  private static final String ONE = "CREATE TABLE users (id int);\n";
  private static final String TWO = "ALTER TABLE users ADD name text;\n";

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(server, folder);
  }

  private Shell.Said imports(String... more) {
    var words = new String[more.length + 3];
    words[0] = "import";
    words[1] = "--reason";
    words[2] = "moved";
    System.arraycopy(more, 0, words, 3, more.length);
    return shell.run(words);
  }

  private void timestamped() {
    shell.environment.put("LEDGER_NAMING", "timestamp");
    shell.write("20260101000000_create_users.sql", ONE).write("20260102000000_add_name.sql", TWO);
  }

  private void numbered() {
    shell.write("0001_create_users.sql", ONE).write("0002_add_name.sql", TWO);
  }

  private static String digest(String algorithm, String text) throws NoSuchAlgorithmException {
    var bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void liquibase_change_sets_are_tied_by_their_file() throws Exception {
    shell
        .write("0001_create_users.sql", "--liquibase formatted sql\n--changeset ann:1\n" + ONE)
        .write("0002_add_name.sql", "--liquibase formatted sql\n--changeset ann:names\n" + TWO);
    Files.writeString(
        folder.resolve("master.yaml"),
        "databaseChangeLog:\n- includeAll:\n    path: migrations\n    relativeToChangelogFile: true\n");
    try (var connection =
            DriverManager.getConnection(
                server.url(shell.database), server.user(), server.password());
        var files = new DirectoryResourceAccessor(folder)) {
      var database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Scope.child(
          Scope.Attr.resourceAccessor,
          files,
          () ->
              new CommandScope(UpdateCommandStep.COMMAND_NAME)
                  .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                  .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "master.yaml")
                  .execute());
    }

    var said = imports();
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("liquibase keeps its history in public.databasechangelog: 2 applied")
        .contains("2 of 2 rows could not be checked against their files: Liquibase hashes a change")
        .contains("tied to 2 files");
    assertThat(shell.run("migrate").out()).contains("nothing");
  }

  @Test
  void golang_migrate_says_only_the_highest_and_the_files_below_follow() {
    numbered();
    shell
        .write("0003_more.sql", "SELECT 3;\n")
        .sql(
            "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT"
                + " NULL); INSERT INTO schema_migrations VALUES (2, false)");
    var said = imports();
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("golang-migrate keeps its history in public.schema_migrations: 2 applied");
    shell.sql("UPDATE schema_migrations SET version = 3, dirty = true");
    var dirty = imports();
    assertThat(dirty.status()).isEqualTo(3);
    assertThat(dirty.out()).contains("IMPORT-001 error  0003_more.sql");
    var recover = imports("--accept", "IMPORT-001");
    assertThat(recover.status()).as(recover.all()).isZero();
    assertThat(shell.run("recover").out())
        .contains("0003_more.sql is unknown: failed by the history that was imported");
  }

  @Test
  void rails_and_dbmate_keep_versions_and_nothing_else() {
    timestamped();
    shell.sql(
        "CREATE TABLE schema_migrations (version character varying(128) PRIMARY KEY);"
            + " INSERT INTO schema_migrations VALUES ('20260102000000'), ('20260101000000')");
    var dbmate = shell.run("import", "--dry-run");
    assertThat(dbmate.out())
        .contains("dbmate keeps its history in public.schema_migrations: 2 applied")
        .contains("dbmate stores no checksum");
    shell.sql(
        "CREATE TABLE ar_internal_metadata (key varchar PRIMARY KEY, value varchar, created_at"
            + " timestamp(6), updated_at timestamp(6))");
    var rails = imports();
    assertThat(rails.status()).as(rails.all()).isZero();
    assertThat(rails.out()).contains("rails keeps its history");
    assertThat(shell.run("status").out()).contains("2 applied");
  }

  @Test
  void of_goose_the_last_row_of_a_version_decides() {
    numbered();
    shell.sql(
        "CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL,"
            + " is_applied boolean NOT NULL, tstamp timestamp DEFAULT now());"
            + " INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true), (1, true),"
            + " (2, true), (2, false), (1, false), (1, true)");
    var said = imports();
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.run("status").out())
        .containsPattern("applied +0001_create_users.sql")
        .containsPattern("rolled-back +0002_add_name.sql");
    var migrate = shell.run("plan");
    assertThat(migrate.out()).contains("0002_add_name.sql");
  }

  @Test
  void atlas_hashes_are_checked_along_the_chain() throws NoSuchAlgorithmException {
    timestamped();
    var chain = MessageDigest.getInstance("SHA-256");
    chain.update(("20260101000000_create_users.sql" + ONE).getBytes(StandardCharsets.UTF_8));
    var hash = Base64.getEncoder().encodeToString(chain.digest());
    shell.sql(
        "CREATE SCHEMA atlas_schema_revisions; CREATE TABLE"
            + " atlas_schema_revisions.atlas_schema_revisions (version varchar PRIMARY KEY,"
            + " description varchar NOT NULL, type bigint NOT NULL DEFAULT 2, applied bigint NOT"
            + " NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, executed_at timestamptz NOT NULL,"
            + " execution_time bigint NOT NULL, error text, error_stmt text, hash varchar NOT NULL,"
            + " partial_hashes jsonb, operator_version varchar NOT NULL);"
            + " INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES"
            + " ('.atlas_cloud_identifier', 'x', 0, 0, 0, now(), 0, '', '', '', 'null', 'a'),"
            + " ('20260101000000', 'create_users', 2, 1, 1, '2026-01-01 12:00+02', 5000000, '', '',"
            + " '"
            + hash
            + "', 'null', 'Atlas CLI'),"
            + " ('20260102000000', 'add_name', 2, 0, 1, now(), 0, 'pq: no', 'ALTER', 'x', 'null',"
            + " 'Atlas CLI')");
    var said = shell.run("import", "--dry-run");
    assertThat(said.status()).isEqualTo(3);
    assertThat(said.out())
        .contains("atlas keeps its history in atlas_schema_revisions.atlas_schema_revisions:")
        .contains("1 agrees with the file")
        .contains("2026-01-01T10:00:00Z")
        .contains("IMPORT-001 error  20260102000000_add_name.sql");
  }

  @Test
  void sqitch_is_tied_by_the_names_of_changes() throws NoSuchAlgorithmException {
    numbered();
    shell.sql(
        "CREATE SCHEMA sqitch; CREATE TABLE sqitch.changes (change_id text PRIMARY KEY, script_hash"
            + " text, change text NOT NULL, project text NOT NULL, note text NOT NULL DEFAULT '',"
            + " committed_at timestamptz NOT NULL DEFAULT clock_timestamp(), committer_name text NOT"
            + " NULL, committer_email text NOT NULL, planned_at timestamptz NOT NULL, planner_name"
            + " text NOT NULL, planner_email text NOT NULL);"
            + " CREATE TABLE sqitch.events (event text NOT NULL, change_id text NOT NULL, change"
            + " text NOT NULL, project text NOT NULL, note text NOT NULL DEFAULT '', requires text[],"
            + " conflicts text[], tags text[], committed_at timestamptz NOT NULL DEFAULT"
            + " clock_timestamp(), committer_name text NOT NULL, committer_email text NOT NULL,"
            + " planned_at timestamptz NOT NULL, planner_name text NOT NULL, planner_email text NOT"
            + " NULL, PRIMARY KEY (change_id, committed_at));"
            + " INSERT INTO sqitch.changes SELECT 'c1', '"
            + digest("SHA-1", ONE)
            + "', 'create_users', 'shop', '', now(), 'Ann', 'ann@example.com', now(), 'Ann',"
            + " 'ann@example.com';"
            + " INSERT INTO sqitch.events SELECT e, c, n, 'shop', '', '{}', '{}', '{}', now() + i *"
            + " interval '1s', 'Ann', 'ann@example.com', now(), 'Ann', 'ann@example.com' FROM"
            + " (VALUES ('deploy', 'c1', 'create_users', 1), ('deploy', 'c2', 'add_name', 2),"
            + " ('revert', 'c2', 'add_name', 3)) AS v (e, c, n, i)");
    var said = imports();
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("sqitch keeps its history in sqitch.changes: 2 applied, 1 rolled-back")
        .contains("1 agrees with the file");
    assertThat(shell.run("status").out())
        .containsPattern("applied +0001_create_users.sql")
        .containsPattern("rolled-back +0002_add_name.sql");
  }

  @Test
  void prisma_tells_what_ran_what_was_marked_and_what_never_finished()
      throws NoSuchAlgorithmException {
    timestamped();
    shell.write("20260103000000_stuck.sql", "SELECT 3;\n");
    shell.sql(
        "CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL,"
            + " finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,"
            + " rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(),"
            + " applied_steps_count integer NOT NULL DEFAULT 0);"
            + " INSERT INTO _prisma_migrations VALUES ('a', '"
            + digest("SHA-256", ONE)
            + "', '2026-01-01 10:00:01Z', '20260101000000_create_users', NULL, NULL,"
            + " '2026-01-01 10:00:00Z', 1), ('b', '"
            + digest("SHA-256", TWO)
            + "', '2026-01-02 10:00Z', '20260102000000_add_name', NULL, NULL, '2026-01-02 10:00Z',"
            + " 0), ('c', 'x', NULL, '20260103000000_stuck', 'boom', '2026-01-03 10:00Z',"
            + " '2026-01-03 10:00Z', 0), ('d', '"
            + "x"
            + "', NULL, '20260103000000_stuck', 'boom', NULL, '2026-01-04 10:00Z', 0)");
    var refused = imports();
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).contains("IMPORT-001 error  20260103000000_stuck.sql");
    shell.sql("DELETE FROM _prisma_migrations WHERE id = 'd'");
    var said = imports();
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(shell.run("status").out())
        .containsPattern(
            "applied +20260101000000_create_users.sql +2026-01-01T10:00:01\\.000000Z +1000")
        .containsPattern("baselined +20260102000000_add_name.sql")
        .containsPattern("rolled-back +20260103000000_stuck.sql");
  }

  @Test
  void of_django_the_app_that_the_folder_holds_is_named() {
    shell.write("0001_initial.sql", ONE).write("0002_name.sql", TWO);
    shell.sql(
        "CREATE TABLE django_migrations (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, app"
            + " varchar(255) NOT NULL, name varchar(255) NOT NULL, applied timestamptz NOT NULL);"
            + " INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0001_initial',"
            + " now()), ('shop', '0001_initial', now()), ('shop', '0002_name', now())");
    var refused = imports();
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out())
        .contains("IMPORT-006 error  0001_initial.sql: the rows 0001 (auth.0001_initial) and 0001");
    var said = imports("--app", "shop");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("2 applied").contains("tied to 2 files");
  }

  @Test
  void a_hand_made_table_is_read_by_a_mapping_and_its_digest_is_recognised()
      throws IOException, NoSuchAlgorithmException {
    numbered();
    shell.write("0003_late.sql", "SELECT 3;\n").write("0004_last.sql", "SELECT 4;\n");
    shell.sql(
        "CREATE TABLE \"My; \"\"Migrations\" (\"Id\" text PRIMARY KEY, \"When\" timestamptz, md5"
            + " text); INSERT INTO \"My; \"\"Migrations\" VALUES ('1', now(), '"
            + digest("MD5", ONE)
            + "'), ('0002_add_name.sql', now(), NULL), ('V4', now(), 'unknown')");
    var nothing = imports();
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err())
        .contains("IMPORT-020 no table of this database is the history of a tool that is known");
    var columns = imports("--from", "table", "--table", "My; \"Migrations", "--version", "nope");
    assertThat(columns.status()).isEqualTo(2);
    assertThat(columns.err()).contains("IMPORT-022").contains("it has no column nope");
    var said =
        imports(
            "--from",
            "table",
            "--table",
            "public.My; \"Migrations",
            "--version",
            "Id",
            "--applied-at",
            "when",
            "--checksum",
            "md5");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("1 agrees with the file, 2 not checked")
        .contains("IMPORT-011 warning  0003_late.sql: 0003_late.sql has no row, and 0004 has one");
    assertThat(shell.run("status").out()).contains("3 applied");
  }

  @Test
  void several_histories_are_all_named_and_a_role_without_rights_is_told() {
    numbered();
    shell.sql(
        "CREATE TABLE goose_db_version (id serial, version_id bigint, is_applied boolean, tstamp"
            + " timestamp); CREATE TABLE django_migrations (id bigint, app text, name text, applied"
            + " timestamptz)");
    var said = imports();
    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err())
        .contains("IMPORT-021 this database holds 2 histories: django in public.django_migrations,")
        .contains("goose in public.goose_db_version")
        .contains("Choose one with --from");
    assertThat(shell.ask("SELECT to_regnamespace('ledger')::text")).isEqualTo("null");
    shell.sql("CREATE ROLE weak_" + shell.database + " LOGIN PASSWORD 'x'");
    shell.environment.put("PGUSER", "weak_" + shell.database);
    shell.environment.put("PGPASSWORD", "x");
    var weak = imports("--from", "goose");
    assertThat(weak.status()).as(weak.all()).isEqualTo(2);
    assertThat(weak.err()).contains("IMPORT-023").contains("GRANT SELECT ON \"public\"");
  }

  @Test
  void a_row_that_fits_two_files_is_decided_by_somebody() {
    shell.write("0001_one.sql", ONE).write("0002_two.sql", TWO);
    shell.sql(
        "CREATE TABLE applied (v text); INSERT INTO applied VALUES ('one'), ('second'), ('gone')");
    var refused = imports("--from", "table", "--table", "applied", "--version", "v");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out())
        .contains("IMPORT-002 error  the row gone has no file")
        .contains("the row second has no file");
    var tied =
        imports(
            "--from",
            "table",
            "--table",
            "applied",
            "--version",
            "v",
            "--tie",
            "second=0002_two.sql",
            "--accept",
            "IMPORT-002");
    assertThat(tied.status()).as(tied.all()).isZero();
    assertThat(shell.run("status").out()).contains("2 applied");
    assertThat(shell.run("history").out()).contains("moved (accepted: IMPORT-002)");
  }
}
