package dev.migrationledger.runner.process;

import static dev.migrationledger.runner.process.Gate.AT_GATE;
import static dev.migrationledger.runner.process.Gate.GATE;
import static dev.migrationledger.runner.process.Gate.NOBODY_ELSE;
import static dev.migrationledger.runner.process.Gate.close;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollback killed as {@code kill -9} does, at a known step: the next command knows what is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RollbackKillIT {
  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE tablename ~ '^t[0-9]{4}$' ORDER BY 1";
  private static final String WENT_BACK =
      "SELECT version FROM ledger.receipt WHERE phase = 'ROLLED_BACK' ORDER BY 1";

  @TempDir private static Path scratch;
  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  /** Three migrations are applied; the down script of one of them stops at the gate. */
  private static Site site(boolean apart, int gated) {
    var site = Site.create(server, scratch, apart);
    for (var i = 1; i <= 3; i++) {
      site.write("000%d_step.sql".formatted(i), "CREATE TABLE t000%d (id bigint);\n".formatted(i));
      site.write(
          "000%d_step.down.sql".formatted(i),
          "DROP TABLE t000%d;\n%s\n".formatted(i, i == gated ? GATE : ""));
    }
    var migrated = site.run("migrate");
    assertThat(migrated.status()).as(migrated.text()).isZero();
    return site;
  }

  private static List<String> back(String... more) {
    var words = new ArrayList<>(List.of("rollback", "--to", "0001", "--reason", "wrong release"));
    words.addAll(List.of("--lock-timeout", "60s", "--shadow-url", server.url("postgres")));
    words.addAll(List.of(more));
    return words;
  }

  private static RunnerProcess start(Site site) {
    return site.start(back("--yes").toArray(String[]::new));
  }

  private static Ended run(Site site, String... more) {
    return site.run(back(more).toArray(String[]::new));
  }

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void killed_inside_its_first_down_script_nothing_went_back(boolean apart) throws SQLException {
    var site = site(apart, 3);
    try (var gate = close(site)) {
      var runner = start(site);
      site.await(AT_GATE);
      runner.kill();
      var early = site.run("migrate", "--lock-wait", "200ms");
      assertThat(early.status()).as(early.text()).isEqualTo(6);
      assertThat(early.text()).contains("TARGET-008", "nothing was run");
      gate.rollback();
    }
    site.await(NOBODY_ELSE);
    assertThat(site.texts(TABLES)).containsExactly("t0001", "t0002", "t0003");
    assertThat(site.texts(WENT_BACK)).isEmpty();
    assertThat(site.run("status").out()).contains("shop: 3 applied, 3 in all");
    assertThat(site.run("drift").status()).isZero();

    takesBackTheRest(
        site,
        "earlier run: 0003_step.down.sql was interrupted in run ",
        "and left nothing behind: 0003 stays applied",
        "2 taken back on target \"shop\"");
    assertThat(site.run("history").out())
        .contains("interrupted: 0 migrations taken back, 1 not tried (0002).")
        .contains("succeeded: 2 migrations taken back.");
  }

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void killed_inside_its_second_down_script_the_first_stays_back(boolean apart)
      throws SQLException {
    var site = site(apart, 2);
    killedAtGate(site);
    assertThat(site.texts(TABLES)).containsExactly("t0001", "t0002");
    assertThat(site.texts(WENT_BACK)).containsExactly("0003");
    assertThat(site.run("status").out())
        .contains("shop: 2 applied, 1 rolled back, 3 in all")
        .containsPattern("0002 +applied +0002_step.sql")
        .containsPattern("0003 +rolled-back +0003_step.sql");

    var entries = site.entries();
    var shown = run(site, "--dry-run");
    assertThat(shown.status()).as(shown.text()).isZero();
    assertThat(shown.out()).contains("1 to take back", "0002_step.sql  by 0002_step.down.sql");
    assertThat(site.entries()).isEqualTo(entries);

    takesBackTheRest(
        site,
        "earlier run: 0002_step.down.sql was interrupted in run ",
        "and left nothing behind: 0002 stays applied",
        "1 taken back on target \"shop\"");
    assertThat(site.run("history").out()).contains("interrupted: 1 migration taken back.");
  }

  @Test
  void killed_inside_its_second_down_script_the_next_migrate_applies_the_first_again()
      throws SQLException {
    var site = site(true, 2);
    killedAtGate(site);

    var migrated = site.run("migrate");

    assertThat(migrated.status()).as(migrated.text()).isZero();
    assertThat(migrated.out())
        .contains("earlier run: 0002_step.down.sql was interrupted in run ")
        .contains("applied  0003_step.sql", "1 applied on target \"shop\"");
    assertThat(site.texts(TABLES)).containsExactly("t0001", "t0002", "t0003");
    assertThat(site.run("status").out()).contains("shop: 3 applied, 3 in all");
    takesBackTheRest(site, "2 taken back on target \"shop\"");
  }

  @ParameterizedTest(name = "ledger apart: {0}")
  @ValueSource(booleans = {false, true})
  void killed_before_it_records_its_first_commit_the_receipt_tells_of_it(boolean apart)
      throws SQLException {
    var site = site(apart, 3);
    try (var gate = close(site);
        var ledger = site.connect(site.ledgerDatabase)) {
      var runner = start(site);
      site.await(AT_GATE);
      ledger.setAutoCommit(false);
      ledger.createStatement().execute("SELECT 1 FROM ledger.head FOR UPDATE");
      gate.rollback();
      site.await("EXISTS (" + WENT_BACK + ")");
      runner.kill();
      ledger.rollback();
    }
    site.await(NOBODY_ELSE);
    assertThat(site.texts(TABLES)).containsExactly("t0001", "t0002");
    assertThat(site.run("history").out()).doesNotContain("rolled 0003 back");
    var drift = site.run("drift");
    assertThat(drift.status()).as(drift.text()).isEqualTo(8);
    assertThat(drift.text()).contains("DRIFT-007");

    takesBackTheRest(
        site,
        "earlier run: 0003 had been rolled back by run ",
        "the receipt of 0003_step.down.sql is in the target",
        "earlier run: 0002_step.down.sql was interrupted in run ",
        "1 taken back on target \"shop\"");
    assertThat(site.run("history").out())
        .containsOnlyOnce("rolled 0003 back by 0003_step.down.sql");
  }

  /** The session of a killed program ends when the gate opens, and what it had done goes. */
  private static void killedAtGate(Site site) throws SQLException {
    try (var gate = close(site)) {
      var runner = start(site);
      site.await(AT_GATE);
      runner.kill();
      gate.rollback();
    }
    site.await(NOBODY_ELSE);
  }

  /** The rollback is repeated to its end; target, receipts, ledger and schema tell one story. */
  private static void takesBackTheRest(Site site, String... told) {
    var said = run(site, "--yes");
    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.out()).contains(told);
    assertThat(site.texts(TABLES)).containsExactly("t0001");
    assertThat(Set.copyOf(site.texts(WENT_BACK))).containsExactlyInAnyOrder("0002", "0003");
    assertThat(site.run("status").out()).contains("shop: 1 applied, 2 rolled back, 3 in all");
    assertThat(site.run("drift").status()).isZero();
    assertThat(site.run("verify").status()).isZero();
    var again = run(site, "--yes");
    assertThat(again.status()).isEqualTo(3);
    assertThat(again.out()).contains("ROLLBACK-002 error  nothing above 0001 is applied");

    assertThat(site.run("migrate").status()).isZero();
    assertThat(site.texts(TABLES)).containsExactly("t0001", "t0002", "t0003");
    assertThat(site.run("drift").status()).isZero();
  }
}
