package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DDL capture as its users meet it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class WatchCommandTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void a_target_with_the_capture_in_it() {
    shell = new Shell(server, folder);
    var said = shell.run("watch", "install");
    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("is captured from now on; the capture belongs to role postgres");
  }

  @Test
  void installing_it_twice_changes_and_records_nothing() {
    assertThat(shell.run("watch", "install").out()).contains("captured already");
    assertThat(events("CaptureStarted")).isEqualTo("1");
    assertThat(shell.run("watch", "status").status()).isZero();
  }

  @Test
  void each_kind_of_ddl_is_captured_with_the_name_of_its_object() {
    var done =
        List.of(
            "CREATE SCHEMA s|CREATE SCHEMA|schema|s",
            "CREATE TABLE s.t(id int, name text)|CREATE TABLE|table|s.t",
            "ALTER TABLE s.t ADD CONSTRAINT k PRIMARY KEY (id)|ALTER TABLE|table|s.t",
            "ALTER TABLE s.t RENAME COLUMN name TO label|ALTER TABLE|table column|s.t.label",
            "ALTER TABLE s.t DROP COLUMN label|ALTER TABLE|table column|s.t.label",
            "CREATE INDEX i ON s.t(id)|CREATE INDEX|index|s.i",
            "CREATE INDEX CONCURRENTLY ic ON s.t(id)|CREATE INDEX|index|s.ic",
            "CREATE VIEW s.v AS SELECT id FROM s.t|CREATE VIEW|view|s.v",
            "CREATE MATERIALIZED VIEW s.m AS SELECT 1 AS a|CREATE MATERIALIZED VIEW|materialized view|s.m",
            "CREATE FUNCTION s.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'|CREATE FUNCTION|function|s.f(integer)",
            "CREATE TYPE s.e AS ENUM ('a')|CREATE TYPE|type|s.e",
            "ALTER TYPE s.e ADD VALUE 'b'|ALTER TYPE|type|s.e",
            "CREATE DOMAIN s.d AS text|CREATE DOMAIN|type|s.d",
            "CREATE SEQUENCE s.q|CREATE SEQUENCE|sequence|s.q",
            "CREATE TRIGGER r BEFORE UPDATE ON s.t FOR EACH ROW EXECUTE FUNCTION"
                + " suppress_redundant_updates_trigger()|CREATE TRIGGER|trigger|r on s.t",
            "CREATE POLICY p ON s.t USING (true)|CREATE POLICY|policy|p on s.t",
            "COMMENT ON TABLE s.t IS 'x'|COMMENT|table|s.t",
            "GRANT SELECT ON s.t TO PUBLIC|GRANT|TABLE|",
            "CREATE EXTENSION pg_trgm|CREATE EXTENSION|extension|pg_trgm",
            "CREATE TABLE s.c AS SELECT 1 AS a|CREATE TABLE AS|table|s.c",
            "SELECT 1 AS a INTO s.n|SELECT INTO|table|s.n",
            "DROP VIEW s.v|DROP VIEW|view|s.v",
            "CREATE PUBLICATION b FOR TABLE s.t|CREATE PUBLICATION|publication|b",
            "DROP SCHEMA s CASCADE|DROP SCHEMA|table|s.t");
    for (var line : done) {
      var parts = line.split("\\|", -1);
      shell.sql(parts[0]);
      assertThat(
              shell.ask(
                  "SELECT count(*) FROM ledger.ddl_capture WHERE statement = '%s' AND tag = '%s' AND kind = '%s' AND identity = '%s'"
                      .formatted(parts[0].replace("'", "''"), parts[1], parts[2], parts[3])))
          .as(line)
          .isEqualTo("1");
    }
    shell.sql("CREATE TABLE w(a int)");
    shell.sql("ALTER TABLE w ALTER a TYPE bigint");
    assertThat(shell.ask("SELECT count(*) FROM ledger.ddl_capture WHERE source = 'REWRITE'"))
        .isEqualTo("1");
    assertThat(shell.ask("SELECT nextval('ledger.ddl_capture_failures')")).isEqualTo("1");
  }

  @Test
  void what_was_rolled_back_and_what_was_temporary_leaves_nothing() {
    shell.sql("BEGIN; CREATE TABLE gone(); ROLLBACK");
    shell.sql("CREATE TEMPORARY TABLE mine(a int); ALTER TABLE mine ADD b int; DROP TABLE mine");
    shell.sql(
        "BEGIN; CREATE TABLE one(); SAVEPOINT s; CREATE TABLE two(); ROLLBACK TO s; CREATE TABLE"
            + " three(); COMMIT");

    assertThat(captured()).isEqualTo("1 public.one, 2 public.three");
    assertThat(collected()).contains("2 changes collected").doesNotContain("gap:");
  }

  @Test
  void ddl_inside_blocks_and_functions_is_captured_with_its_own_name() {
    shell.sql(
        "CREATE FUNCTION make(n text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE"
            + " format('CREATE TABLE %I()', n); END $$");
    shell.sql("SELECT make('inner \"one\"; DROP')");
    shell.sql("DO $$ BEGIN CREATE TABLE in_block(); END $$");

    assertThat(captured())
        .isEqualTo(
            "1 public.make(pg_catalog.text), 1 public.\"inner \"\"one\"\"; DROP\", 1 public.in_block");
  }

  @Test
  void hostile_names_travel_unharmed_to_the_answer() {
    var name = "x'; DROP TABLE y; --\u202e\u0007 \"ünï\"";
    shell.sql("CREATE SCHEMA \"a.b\"");
    shell.sql("CREATE TABLE \"a.b\".\"" + name.replace("\"", "\"\"") + "\"()");

    var said = shell.run("watch", "collect");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("\"a.b\".\"x'; DROP TABLE y; --")
        .doesNotContain("\u0007")
        .doesNotContain("\u202e");
  }

  @Test
  void secrets_are_never_stored() {
    var secret = "hunter2-s3cret";
    var ways =
        List.of(
            "DO $$ BEGIN CREATE TABLE a1(); EXECUTE 'CREATE ROLE secret_b PASSWORD ''hunter2-s3cret'''; END $$",
            "DO $$ BEGIN CREATE TABLE a2(); IF false THEN CREATE ROLE secret_c LOGIN ENCRYPTED PASSWORD 'hunter2-s3cret'; END IF; END $$",
            "DO $$ BEGIN CREATE TABLE a3(); IF false THEN ALTER USER secret_b WITH PASSWORD E'hunter2-s3cret'; END IF; END $$",
            "DO $x$ BEGIN CREATE TABLE a4(); IF false THEN ALTER USER secret_b PASSWORD $$hunter2-s3cret$$; END IF; END $x$",
            "CREATE EXTENSION postgres_fdw",
            "CREATE SERVER f FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h')",
            "CREATE USER MAPPING FOR postgres SERVER f OPTIONS (user 'u', password 'hunter2-s3cret')",
            "ALTER USER MAPPING FOR postgres SERVER f OPTIONS (SET password 'it''s hunter2-s3cret')",
            "CREATE SUBSCRIPTION c CONNECTION 'host=h user=u password=hunter2-s3cret' PUBLICATION p"
                + " WITH (connect = false)",
            "ALTER SUBSCRIPTION c CONNECTION 'host=h password = ''hunter2-s3cret'' user=u'",
            "ALTER SUBSCRIPTION c CONNECTION 'postgres://u:hunter2-s3cret@h/d'",
            "COMMENT ON SERVER f IS 'postgresql://u:hunter2-s3cret@h:5432/d?sslmode=require'",
            "COMMENT ON SERVER f IS 'password=hunter2-s3cret'",
            "COMMENT ON TABLE a1 IS 'api_key=''hunter2-s3cret'''");
    for (var way : ways) {
      shell.sql(way);
    }

    assertThat(collected()).contains("changes collected");
    assertThat(
            shell.ask(
                "SELECT string_agg(statement, E'\\n') FROM ledger.ddl_capture WHERE statement LIKE '%"
                    + secret
                    + "%'"))
        .isEqualTo("null");
    assertThat(
            shell.ask(
                "SELECT count(*) FROM ledger.content WHERE convert_from(body, 'UTF8') LIKE '%"
                    + secret
                    + "%'"))
        .isEqualTo("0");
    assertThat(shell.ask("SELECT count(*) FROM ledger.ddl_capture WHERE statement LIKE '%***%'"))
        .isEqualTo(Integer.toString(ways.size() - 2));
  }

  @Test
  void nobody_changes_captured_rows_without_being_noticed() throws SQLException {
    shell.sql("CREATE TABLE seen()");
    shell.sql("CREATE ROLE watch_dev LOGIN PASSWORD 'x'");
    shell.sql("GRANT CREATE ON DATABASE " + shell.database + " TO watch_dev");
    shell.sql("GRANT CREATE ON SCHEMA public TO watch_dev");
    for (var attempt :
        List.of(
            "DELETE FROM ledger.ddl_capture",
            "UPDATE ledger.ddl_capture SET role = 'x'",
            "TRUNCATE ledger.ddl_capture",
            "INSERT INTO ledger.ddl_capture SELECT * FROM ledger.ddl_capture",
            "DROP TABLE ledger.ddl_capture",
            "ALTER EVENT TRIGGER ledger_ddl_end DISABLE",
            "DROP FUNCTION ledger.capture_ddl() CASCADE",
            "SELECT setval('ledger.ddl_capture_failures', 1)",
            "SET event_triggers = off")) {
      assertThatThrownBy(() -> as("watch_dev", attempt))
          .as(attempt)
          .hasMessageMatching("(?s).*(denied|must be owner).*");
    }
    as("watch_dev", "CREATE TABLE of_dev()");
    as("watch_dev", "SET ROLE watch_dev; ALTER TABLE of_dev ADD a int");
    assertThatThrownBy(() -> shell.sql("DELETE FROM ledger.ddl_capture"))
        .hasStackTraceContaining("stay as they were written");
    assertThatThrownBy(
            () -> shell.sql("SET session_replication_role = replica; TRUNCATE ledger.ddl_capture"))
        .hasStackTraceContaining("stay as they were written");
    shell.sql("SET session_replication_role = replica; CREATE TABLE replicated()");

    assertThat(captured())
        .isEqualTo("1 public.seen, 1 , 1 public.of_dev, 1 public.of_dev, 1 public.replicated");
    assertThat(
            shell.ask("SELECT count(*) FROM ledger.ddl_capture WHERE session_role = 'watch_dev'"))
        .isEqualTo("2");

    shell.sql(
        "ALTER TABLE ledger.ddl_capture DISABLE TRIGGER ddl_capture_stays; DELETE FROM"
            + " ledger.ddl_capture; ALTER TABLE ledger.ddl_capture ENABLE ALWAYS TRIGGER"
            + " ddl_capture_stays");
    var said = shell.run("watch", "collect");
    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out()).contains("trigger ddl_capture_stays on ledger.ddl_capture, altered");
  }

  @Test
  void default_privileges_give_nothing_away() {
    var other = new Shell(server, folder);
    other.sql("CREATE ROLE watch_app");
    other.sql("ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO watch_app");
    other.sql("ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO PUBLIC");
    assertThat(other.run("watch", "install").status()).isZero();
    assertThat(
            other.ask(
                "SELECT has_table_privilege('watch_app', 'ledger.ddl_capture', 'SELECT') OR"
                    + " has_table_privilege('watch_app', 'ledger.ddl_capture', 'TRUNCATE')"))
        .isEqualTo("f");
    assertThat(other.run("watch", "status").status()).isZero();
  }

  @Test
  void a_trigger_switched_off_is_one_gap_until_it_is_repaired() {
    shell.sql("ALTER EVENT TRIGGER ledger_ddl_end DISABLE");
    shell.sql("CREATE TABLE unseen()");

    var said = shell.run("watch", "collect");
    assertThat(said.status()).isEqualTo(5);
    assertThat(said.out()).contains("gap: event trigger ledger_ddl_end, disabled (it is disabled)");
    assertThat(shell.run("watch", "collect").status()).isZero();
    assertThat(shell.run("watch", "status").status()).isEqualTo(5);
    assertThat(events("CaptureGap")).isEqualTo("1");

    assertThat(shell.run("watch", "install").out()).contains("captured from now on");
    assertThat(shell.run("watch", "status").status()).isZero();
    shell.sql("ALTER EVENT TRIGGER ledger_ddl_end DISABLE");
    shell.sql("ALTER EVENT TRIGGER ledger_ddl_end ENABLE ALWAYS");
    assertThat(shell.run("watch", "collect").out())
        .contains("gap: event trigger ledger_ddl_end, altered");
    assertThat(shell.run("watch", "collect").out()).doesNotContain("gap:");
  }

  @Test
  void a_function_dropped_or_changed_is_a_gap_and_ddl_goes_on() {
    shell.sql("DROP FUNCTION ledger.capture_ddl() CASCADE");
    shell.sql("CREATE TABLE unseen()");
    assertThat(shell.run("watch", "collect").out())
        .contains("gap: function ledger.capture_ddl(), missing")
        .contains("gap: event trigger ledger_ddl_end, missing");
    assertThat(shell.run("watch", "install").status()).isZero();

    shell.sql(
        "CREATE OR REPLACE FUNCTION ledger.capture_ddl() RETURNS event_trigger LANGUAGE plpgsql"
            + " SECURITY DEFINER AS $$ BEGIN END $$");
    assertThat(shell.run("watch", "status").out())
        .contains("function ledger.capture_ddl(): changed, its body has SHA-256");
    assertThat(shell.run("watch", "collect").status()).isEqualTo(5);
    shell.sql("CREATE RULE quiet AS ON INSERT TO ledger.ddl_capture DO INSTEAD NOTHING");
    assertThat(shell.run("watch", "collect").out())
        .contains("gap: table ledger.ddl_capture, changed (a rule, trigger or policy");
  }

  @Test
  void a_capture_that_fails_lets_the_statement_pass_and_is_counted() {
    shell.sql("ALTER TABLE ledger.ddl_capture ADD CONSTRAINT no CHECK (tag <> 'CREATE VIEW')");
    shell.sql("CREATE VIEW passes AS SELECT 1 AS a");

    assertThat(shell.ask("SELECT to_regclass('passes') IS NOT NULL")).isEqualTo("t");
    assertThat(shell.run("watch", "collect").out())
        .contains("gap: sequence ledger.ddl_capture_failures, failed (1 in all");
    shell.sql("DROP TABLE ledger.ddl_capture");
    shell.sql("CREATE TABLE passes_too()");
    assertThat(shell.run("watch", "collect").out())
        .contains("gap: table ledger.ddl_capture, missing");
  }

  @Test
  void maintenance_of_the_catalogs_is_no_gap() {
    for (var catalog : List.of("pg_event_trigger", "pg_proc", "pg_trigger", "pg_class")) {
      shell.sql("VACUUM FULL " + catalog);
      shell.sql("VACUUM FREEZE " + catalog);
    }
    shell.sql("VACUUM ANALYZE ledger.ddl_capture");
    assertThat(shell.run("watch", "collect").out()).doesNotContain("gap:");
  }

  @Test
  void ddl_of_migrations_is_told_apart_by_its_receipts() {
    shell
        .write("0001_a.sql", "CREATE TABLE a(id int);")
        .write("0002_b.sql", "-- TRANSACTION: none\nCREATE INDEX CONCURRENTLY b ON a(id);");
    assertThat(shell.run("migrate").status()).isZero();
    shell.sql("SET application_name = 'migration-ledger 9'; CREATE TABLE forged()");

    assertThat(collected())
        .containsPattern("CREATE TABLE +public\\.a +migration-ledger \\S+ +0001")
        .containsPattern("CREATE INDEX +public\\.b +migration-ledger \\S+ +0002")
        .containsPattern("CREATE TABLE +public\\.forged +migration-ledger 9 +none");
  }

  @Test
  void rows_of_open_transactions_wait_and_none_is_lost() throws SQLException {
    try (var early = connect();
        var late = connect()) {
      early.setAutoCommit(false);
      early.createStatement().execute("CREATE TABLE early()");
      late.createStatement().execute("CREATE TABLE late()");
      assertThat(collected()).contains("0 changes collected").contains("1 captured change");
      early.commit();
    }
    assertThat(collected())
        .contains("2 changes collected")
        .containsSubsequence("public.early", "public.late");
  }

  @Test
  void many_sessions_at_once_are_all_captured_once() throws Exception {
    try (var pool = Executors.newFixedThreadPool(6)) {
      var work = new ArrayList<java.util.concurrent.Future<?>>();
      for (int i = 0; i < 6; i++) {
        int session = i;
        work.add(
            pool.submit(() -> {
              for (int n = 0; n < 20; n++) {
                shell.sql("CREATE TABLE t%d_%d()".formatted(session, n));
              }
            }));
        work.add(pool.submit(() -> shell.run("watch", "collect")));
      }
      for (var one : work) {
        one.get();
      }
    }
    shell.run("watch", "collect");
    assertThat(events("DdlObserved")).isEqualTo("120");
    assertThat(
            shell.ask(
                "SELECT count(DISTINCT convert_from(payload, 'UTF8')::jsonb #>> '{ddl,identity}')"
                    + " FROM ledger.entry WHERE payload_type = 'DdlObserved'"))
        .isEqualTo("120");
    assertThat(events("CaptureGap")).isEqualTo("0");
  }

  @Test
  void without_the_right_nothing_is_installed_and_migrations_go_on() {
    var poor = new Shell(server, folder);
    poor.sql("CREATE ROLE watch_poor LOGIN PASSWORD 'x'");
    poor.sql("ALTER DATABASE " + poor.database + " OWNER TO watch_poor");
    poor.environment.put("PGUSER", "watch_poor");
    poor.environment.put("PGPASSWORD", "x");
    poor.write("0001_a.sql", "CREATE TABLE a();");

    var said = poor.run("watch", "install");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err())
        .contains("WATCH-001")
        .contains("permission denied to create event trigger")
        .contains("Nothing was installed")
        .contains("ledger watch install --url");
    assertThat(poor.ask("SELECT to_regclass('ledger.ddl_capture') IS NULL")).isEqualTo("t");
    assertThat(poor.run("migrate").status()).isZero();
    assertThat(poor.run("watch", "collect").err()).contains("WATCH-002");
    assertThat(poor.run("watch", "status").status()).isEqualTo(4);
  }

  @Test
  void a_migrating_role_owns_the_schema_no_longer_and_collects_when_it_may() {
    var team = new Shell(server, folder);
    team.sql("CREATE ROLE \"the team\" LOGIN PASSWORD 'x'");
    team.sql("ALTER DATABASE " + team.database + " OWNER TO \"the team\"");
    var admin = new java.util.HashMap<>(team.environment);
    team.environment.put("PGUSER", "the team");
    team.environment.put("PGPASSWORD", "x");
    team.write("0001_a.sql", "CREATE TABLE a();");
    assertThat(team.run("migrate").status()).isZero();
    var theirs = new java.util.HashMap<>(team.environment);
    team.environment.putAll(admin);
    assertThat(team.run("watch", "install").status()).isZero();
    team.environment.putAll(theirs);

    team.write("0002_b.sql", "CREATE TABLE b();");
    var migrated = team.run("migrate");
    assertThat(migrated.status()).as(migrated.all()).isZero();
    assertThat(team.run("watch", "collect").err()).contains("WATCH-003").contains("--collector");
    assertThat(team.run("watch", "status").out()).contains("may not count the captured rows");
    assertThat(team.run("watch", "uninstall", "--reason", "no").status()).isEqualTo(2);
    assertThatThrownBy(() -> as(team, "the team", "DROP TABLE ledger.ddl_capture"))
        .hasMessageContaining("must be owner");

    team.environment.putAll(admin);
    assertThat(team.run("watch", "install", "--collector", "the team").status()).isZero();
    team.environment.putAll(theirs);
    team.sql("CREATE TABLE b2()");
    var collected = team.run("watch", "collect");
    assertThat(collected.status()).as(collected.all()).isZero();
    assertThat(collected.out()).contains("public.b2");
  }

  @Test
  void a_table_that_somebody_else_made_is_not_believed() {
    var other = new Shell(server, folder);
    other.sql("CREATE ROLE watch_forger");
    other.sql("CREATE SCHEMA ledger AUTHORIZATION watch_forger");
    other.sql("SET ROLE watch_forger; CREATE TABLE ledger.ddl_capture(transaction xid8)");
    assertThat(other.run("watch", "status").status()).isEqualTo(4);
    assertThat(other.run("watch", "install").status()).isZero();
    assertThat(other.run("watch", "status").status()).isZero();
    assertThat(other.ask("SELECT tableowner FROM pg_tables WHERE tablename = 'ddl_capture'"))
        .isEqualTo("postgres");
  }

  @Test
  void it_is_taken_out_with_a_reason_and_what_was_captured_is_collected_first() {
    assertThat(shell.run("watch", "uninstall").status()).isEqualTo(2);
    shell.sql("CREATE TABLE seen()");

    var said = shell.run("watch", "uninstall", "--reason", "moved away");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("public.seen").contains("no longer captured: moved away");
    assertThat(shell.ask("SELECT to_regclass('ledger.ddl_capture') IS NULL")).isEqualTo("t");
    assertThat(shell.ask("SELECT count(*) FROM pg_event_trigger")).isEqualTo("0");
    assertThat(shell.run("watch", "collect").err()).contains("WATCH-002");
    assertThat(shell.run("watch", "uninstall", "--reason", "again").status()).isEqualTo(3);
    assertThat(shell.run("history").out())
        .contains("took the DDL capture out")
        .contains("moved away");
  }

  @Test
  void rows_of_a_transaction_still_open_outlive_the_capture() throws SQLException {
    try (var open = connect()) {
      open.setAutoCommit(false);
      open.createStatement().execute("CREATE TABLE slow()");
      var said = shell.run("watch", "uninstall", "--reason", "moved away");
      assertThat(said.out()).contains("captured rows wait for open transactions");
      open.commit();
    }
    assertThat(collected()).contains("public.slow");
    assertThat(shell.run("watch", "uninstall", "--reason", "moved away").status()).isZero();
    assertThat(shell.ask("SELECT to_regclass('ledger.ddl_capture') IS NULL")).isEqualTo("t");
  }

  private String collected() {
    var said = shell.run("watch", "collect");
    assertThat(said.status()).as(said.all()).isZero();
    return said.out();
  }

  private String captured() {
    return shell.ask(
        "SELECT string_agg(ordinal || ' ' || identity, ', ' ORDER BY transaction, ordinal) FROM"
            + " ledger.ddl_capture");
  }

  private String events(String type) {
    return shell.ask("SELECT count(*) FROM ledger.entry WHERE payload_type = '" + type + "'");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.url(shell.database), server.user(), server.password());
  }

  private void as(String role, String sql) throws SQLException {
    as(shell, role, sql);
  }

  private static void as(Shell where, String role, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(server.url(where.database), role, "x");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
