package dev.migrationledger.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.cli.deploy.DeployOptions;
import dev.migrationledger.runner.deploy.DeployListener;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.rollback.Rollback;
import dev.migrationledger.runner.rollback.RollbackRequest;
import dev.migrationledger.runner.settings.Settings;
import dev.migrationledger.runner.shadow.ShadowCache;
import dev.migrationledger.runner.shadow.ShadowServer;
import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback whose process is gone: the next run knows what became of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class RollbackCrashTest {

  @AutoClose private static final EmbeddedPostgres server = EmbeddedPostgres.temporary();

  @TempDir Path folder;
  private Shell shell;

  /** The process is gone before, or right after, the n-th COMMIT in the target. */
  private record Death(int number, boolean afterCommit) implements DeployListener {

    @Override
    public void starting(PlannedMigration migration, int n, int of) {
      dieWhen(n == number && !afterCommit);
    }

    @Override
    public void ended(PlannedMigration migration, Outcome outcome) {
      assertThat(outcome).isInstanceOf(Outcome.Applied.class);
      dieWhen(afterCommit && migration.file().startsWith("000" + (4 - number)));
    }

    private static void dieWhen(boolean now) {
      if (now) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public void waitingForLock(LockHolder holder) {}

    @Override
    public void statement(Work work, int done, long bytesRead, long bytesTotal) {}

    @Override
    public void waiting(Work work, int attempt, Duration pause, String why) {}

    @Override
    public void warning(Work work, String message) {}
  }

  @BeforeEach
  void shop() {
    shell = new Shell(server, folder);
    shell
        .write("0001_a.sql", "CREATE TABLE a(id int);\n")
        .write("0002_b.sql", "CREATE TABLE b(id int);\n")
        .write("0002_b.down.sql", "DROP TABLE b;\n")
        .write("0003_c.sql", "CREATE TABLE c(id int);\n")
        .write("0003_c.down.sql", "DROP TABLE c;\n");
    assertThat(shell.run("migrate").status()).isZero();
  }

  private void killed(Death death) {
    var settings = Settings.resolve(Map.of(), shell.environment, folder);
    try (var workspace = new Workspace(settings, shell.environment, folder);
        var shadow = ShadowServer.at(TargetAddress.of(server.url("postgres"), shell.environment))) {
      var request =
          new RollbackRequest(
              new Version("0001"),
              "wrong release",
              DeployOptions.looking(workspace),
              shadow,
              ShadowCache.in(folder.resolve("shadow")),
              List.of());
      var rollback = new Rollback(request, workspace.session(), workspace.recorder(), death);
      var plan = rollback.plan();
      assertThat(plan.findings()).isEmpty();
      assertThatThrownBy(() -> rollback.execute(plan)).hasMessage("killed");
    }
  }

  private Shell.Said back() {
    return shell.run(
        "rollback",
        "--to",
        "0001",
        "--reason",
        "again",
        "--yes",
        "--shadow-url",
        server.url("postgres"));
  }

  @Test
  void after_the_commit_the_next_rollback_records_it_and_goes_on() {
    killed(new Death(1, true));
    assertThat(shell.ask("SELECT to_regclass('c') IS NULL AND to_regclass('b') IS NOT NULL"))
        .isEqualTo("t");
    assertThat(shell.run("history").out()).doesNotContain("rolled 0003 back");

    var said = back();

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("earlier run: 0003 had been rolled back by run ")
        .contains("earlier run: 0002_b.down.sql was interrupted in run ")
        .contains("1 taken back on target \"shop\"");
    assertThat(shell.run("history").out())
        .contains("rolled 0003 back by 0003_c.down.sql")
        .contains("known from its receipt. Reason: wrong release.");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("migrate").status()).isZero();
    assertThat(shell.run("drift").status()).isZero();
  }

  @Test
  void after_the_last_commit_nothing_is_left_to_do() {
    killed(new Death(2, true));

    var said = back();

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out()).contains("nothing to do: nothing above 0001 is applied on target");
    assertThat(shell.run("drift").status()).isZero();
    assertThat(shell.run("ask", "who rolled back 0002").out())
        .contains("rolled 0002 back by 0002_b.down.sql")
        .contains("because \"wrong release\"");
  }

  @Test
  void the_next_migrate_records_it_as_well_and_applies_it_again() {
    killed(new Death(2, true));

    var said = shell.run("migrate");

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("earlier run: 0002 had been rolled back by run ")
        .contains("2 applied on target");
    assertThat(shell.run("drift").status()).isZero();
  }

  @Test
  void before_the_commit_nothing_happened() {
    killed(new Death(1, false));
    assertThat(shell.ask("SELECT to_regclass('c') IS NOT NULL")).isEqualTo("t");

    var said = back();

    assertThat(said.status()).as(said.all()).isZero();
    assertThat(said.out())
        .contains("earlier run: 0003_c.down.sql was interrupted in run ")
        .contains("left nothing behind: 0003 stays applied")
        .contains("2 taken back on target \"shop\"");
  }
}
