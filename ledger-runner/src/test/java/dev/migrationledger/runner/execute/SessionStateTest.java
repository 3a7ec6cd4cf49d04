package dev.migrationledger.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionStateTest {

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
  void settings_role_cursors_and_temporary_tables_do_not_reach_the_next_migration() {
    applied(
        """
        CREATE ROLE worker; GRANT CREATE ON SCHEMA public TO worker;
        SET search_path = ''; SET lock_timeout = 1; SET statement_timeout = '1h';
        SET application_name = 'mine'; SET work_mem = '123MB';
        CREATE TEMP TABLE leftover (id int);
        PREPARE q AS SELECT 1; LISTEN news;
        DECLARE held CURSOR WITH HOLD FOR SELECT 1;
        SET ROLE worker;
        """);
    applied(
        """
        CREATE TABLE seen AS SELECT current_user AS who, current_setting('search_path') AS path,
          current_setting('statement_timeout') AS st, current_setting('lock_timeout') AS lt,
          current_setting('application_name') AS app, current_setting('TimeZone') AS zone,
          to_regclass('leftover')::text AS temp,
          (SELECT count(*) FROM pg_cursors WHERE name <> '') AS cursors,
          (SELECT count(*) FROM pg_prepared_statements) AS prepared;
        """);

    assertThat(play.ask("SELECT seen::text FROM seen"))
        .isEqualTo(
            "(postgres,\"\"\"$user\"\", public\",0,300ms,\"migration-ledger development\",UTC,,0,0)");
    assertThat(play.ask("SELECT role FROM ledger.receipt WHERE version = '0001'"))
        .isEqualTo("postgres");
    assertThat(play.ask("SELECT pg_listening_channels()")).isEqualTo("no row");
    assertThat(play.warnings).isEmpty();
  }

  @Test
  void a_receipt_is_written_whatever_role_the_script_is_in() {
    applied("CREATE ROLE nobody1; SET SESSION AUTHORIZATION nobody1; SET search_path = '';");
    applied("SET LOCAL ROLE nobody1; SELECT set_config('search_path', '', true);");

    assertThat(play.phases()).isEqualTo("APPLIED 3, APPLIED 2");
    assertThat(play.ask("SELECT session_user || current_user")).isEqualTo("postgrespostgres");
  }

  @Test
  void a_failed_migration_leaves_the_session_clean_too() {
    assertThat(play.execute("SET search_path = pg_temp; SET work_mem = '99MB'; SELECT 1/0;"))
        .isInstanceOf(Outcome.Failed.class);

    assertThat(play.ask("SHOW work_mem")).isNotEqualTo("99MB");
    assertThat(play.ask("SHOW search_path")).isEqualTo("\"$user\", public");
    applied("CREATE TABLE t (id int);");
  }

  @Test
  void a_read_only_transaction_is_said_to_prevent_the_receipt() {
    Outcome outcome = play.execute("SET TRANSACTION READ ONLY; SELECT 1;");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).failure().message())
        .isEqualTo("the receipt failed: cannot execute INSERT in a read-only transaction");
  }

  @Test
  void a_script_that_releases_the_lock_is_warned_about_and_the_lock_is_taken_again()
      throws SQLException {
    applied("SELECT pg_advisory_unlock_all();");

    assertThat(play.warnings)
        .containsExactly("0001_case.sql released the migration lock; it was taken again");
    try (var second = play.second()) {
      assertThat(Playground.ask(second, "SELECT pg_try_advisory_lock(5495873993171927041)"))
          .isEqualTo("f");
    }
  }

  private void applied(String script) {
    assertThat(play.execute(script)).isInstanceOf(Outcome.Applied.class);
  }
}
