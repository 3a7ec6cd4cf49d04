package dev.migrationledger.runner.process;

import static dev.migrationledger.runner.process.Gate.GATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recovery that cannot go on, or is cut off: nothing is half done, and it can be repeated. */
class RecoverCrashIT {

  private static final String REPAIRS =
      "query LIKE '%VALIDATE CONSTRAINT%' AND pid <> pg_backend_pid() AND datname ="
          + " current_database()";
  private static final String WAITS =
      "EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND " + REPAIRS + ")";
  private static final String NOBODY =
      "NOT EXISTS (SELECT FROM pg_stat_activity WHERE " + REPAIRS + ")";

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  private Site site;

  @BeforeEach
  void breakTwice() {
    site =
        Site.create(server, scratch, true)
            .steps(2, "CREATE INDEX ON ran (version);\nINSERT INTO ran VALUES ('kept');");
    assertThat(site.run("migrate").status()).isZero();
    site.execute(
        "ALTER TABLE t0001 ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;"
            + " UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ran_version_idx'::regclass");
    assertThat(site.run("recover", "detect").status()).isEqualTo(4);
  }

  @Test
  void a_recovery_that_is_killed_can_be_repeated() throws SQLException {
    var before = rows();
    try (var open = hold()) {
      var recovery = site.start("recover", "execute", "--reason", "test", "--yes");
      site.await(WAITS);
      recovery.kill();
      open.rollback();
    }
    site.await(NOBODY);
    mended(before);
  }

  @Test
  void a_recovery_whose_connection_is_cut_says_so_and_can_be_repeated() throws SQLException {
    var before = rows();
    try (var open = hold()) {
      var recovery = site.start("recover", "execute", "--reason", "test", "--yes");
      site.await(WAITS);
      site.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + REPAIRS);
      var ended = recovery.await();
      open.rollback();
      assertThat(ended.status()).as(ended.text()).isEqualTo(9);
      assertThat(ended.text()).contains("57P01").doesNotContain("nothing is left to recover");
    }
    mended(before);
  }

  @Test
  void a_recovery_without_the_right_to_repair_changes_nothing_and_names_what_it_lacks() {
    site.execute(
        "DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN PASSWORD 'stranger';"
            + " GRANT USAGE ON SCHEMA public, ledger TO stranger;"
            + " GRANT SELECT ON ALL TABLES IN SCHEMA public, ledger TO stranger;"
            + " GRANT INSERT ON ledger.receipt TO stranger");
    var before = rows();
    var events = site.entries();

    var ended = site.runAs("stranger", "recover", "execute", "--reason", "test", "--yes");

    assertThat(ended.status()).as(ended.text()).isEqualTo(1);
    assertThat(ended.text()).contains("RECOVER-020").contains("42501");
    assertThat(rows()).isEqualTo(before);
    assertThat(valid()).isEqualTo("f|f");
    assertThat(site.entries()).isGreaterThan(events);
    site.execute("DROP OWNED BY stranger; DROP ROLE stranger");
    mended(before);
  }

  @ParameterizedTest(name = "killed at statement {0}")
  @ValueSource(ints = {3, 4})
  void a_corrected_script_that_is_killed_again_goes_on_where_it_stood(int at) throws SQLException {
    var broken = Site.create(server, scratch, true).steps(3, "");
    var ran =
        """
        -- TRANSACTION: none
        CREATE TABLE t0002 (id bigint);
        INSERT INTO ran VALUES ('0002');
        SELECT 1 / 0;
        INSERT INTO t0002 VALUES (4);
        """;
    assertThat(broken.write("0002_step.sql", ran).run("migrate").status()).isEqualTo(1);
    broken.write(
        "0002_step.sql",
        at == 3
            ? ran.replace("SELECT 1 / 0;", GATE)
            : ran.replace("1 / 0;\n", "1;\n" + GATE + "\n"));
    try (var gate = Gate.close(broken)) {
      var recovery = broken.start("recover", "0002", "--reason", "divides by zero", "--yes");
      broken.await(Gate.AT_GATE);
      recovery.kill();
      broken.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND wait_event_type = 'Lock'");
      gate.rollback();
    }
    broken.await(Gate.NOBODY_ELSE);
    var settled = broken.run("recover", "detect");
    assertThat(settled.text())
        .contains("RECOVER-004")
        .contains("RECOVER-005 0002_step.sql: statements 1 to " + (at - 1) + " are done");

    broken.finish("");

    assertThat(broken.texts("SELECT id FROM t0002")).containsExactly("4");
    broken.agrees(3, "");
  }

  /** A transaction that has the table locked. */
  private Connection hold() throws SQLException {
    var open = site.connect(site.database);
    open.setAutoCommit(false);
    open.createStatement().execute("LOCK TABLE t0001 IN ACCESS EXCLUSIVE MODE");
    return open;
  }

  private void mended(String before) {
    var again = site.run("recover", "execute", "--reason", "again", "--yes");
    assertThat(again.status()).as(again.text()).isZero();
    assertThat(again.text()).contains("nothing is left to recover");
    assertThat(valid()).isEqualTo("t|t");
    assertThat(rows()).isEqualTo(before);
    assertThat(site.run("recover", "detect").status()).isZero();
    assertThat(site.run("drift").status()).isZero();
    assertThat(site.run("verify").status()).isZero();
    assertThat(site.run("migrate").status()).isZero();
  }

  private String rows() {
    return site.texts("SELECT string_agg(version, ',' ORDER BY version) FROM ran").getFirst();
  }

  private String valid() {
    return site.texts(
            "SELECT concat_ws('|', (SELECT convalidated FROM pg_constraint WHERE conname ="
                + " 'positive'), (SELECT indisvalid FROM pg_index WHERE indexrelid ="
                + " 'ran_version_idx'::regclass))")
        .getFirst();
  }
}
