package dev.migrationledger.runner.process;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.runner.approval.ApprovalGate;
import dev.migrationledger.runner.deploy.DeployListener;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.Deployer;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.settings.LintSettings;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.settings.Settings;
import dev.migrationledger.runner.source.MigrationDirectory;
import dev.migrationledger.runner.source.Naming;
import dev.migrationledger.runner.target.LockHolder;
import dev.migrationledger.runner.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Something dies when a run is at its n-th step: before a migration, after one of its statements,
 * or after its end and before it is recorded.
 */
record Crash(Victim victim, int step) {

  /** Who dies. */
  enum Victim {
    PROGRAM,
    TARGET_SESSION,
    LEDGER_SESSIONS,
    ALL_SESSIONS
  }

  static Crash random(RandomGenerator random, int migrations) {
    var victim = Victim.values()[random.nextInt(Victim.values().length)];
    return new Crash(victim, random.nextInt(1, 3 * migrations));
  }

  /** Runs {@code migrate} as far as the crash lets it; says whether the crash took place. */
  boolean during(Site site) {
    var settings =
        Settings.resolve(
            Map.of(
                Setting.URL, site.server.url(site.database),
                Setting.LEDGER_URL, site.server.url(site.ledgerDatabase),
                Setting.TARGET, site.target),
            site.environment(),
            site.folder);
    var request =
        new DeployRequest(
            site.target,
            "test",
            () -> MigrationDirectory.read(site.folder, Naming.LEDGER),
            Naming.LEDGER,
            "",
            List.of(),
            true,
            LintSettings.NONE,
            Optional.empty(),
            ApprovalGate.OPEN,
            "",
            site.folder.resolveSibling("journals"),
            Duration.ofSeconds(30),
            ExecutionSettings.defaults());
    var counter = new Counter(site);
    try (var workspace = new Workspace(settings, site.environment(), site.folder)) {
      new Deployer(workspace.session(), workspace.recorder(), counter).deploy(request);
    } catch (Died e) {
      return true;
    }
    return counter.seen >= step;
  }

  private void strike(Site site) {
    var ours =
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE"
            + " 'migration-ledger%' AND datname = current_database()";
    switch (victim) {
      case PROGRAM -> throw new Died();
      case TARGET_SESSION -> site.execute(ours);
      case LEDGER_SESSIONS -> site.execute(site.ledgerDatabase, ours);
      case ALL_SESSIONS -> {
        site.execute(ours);
        site.execute(site.ledgerDatabase, ours);
      }
    }
  }

  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Counter implements DeployListener {
    private final Site site;
    private int seen;

    private Counter(Site site) {
      this.site = site;
    }

    private void step() {
      seen++;
      if (seen == step) {
        strike(site);
      }
    }

    @Override
    public void starting(PlannedMigration migration, int number, int of) {
      step();
    }

    @Override
    public void statement(Work work, int done, long bytesRead, long bytesTotal) {
      step();
    }

    @Override
    public void ended(PlannedMigration migration, Outcome outcome) {
      step();
    }

    @Override
    public void waitingForLock(LockHolder holder) {}

    @Override
    public void waiting(Work work, int attempt, Duration pause, String why) {}

    @Override
    public void warning(Work work, String message) {}
  }
}
