package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.Receipt.Phase;
import dev.migrationledger.runner.target.TargetSession;
import java.util.Optional;

/** Carries out planned migrations, one at a time, on a session that holds the migration lock. */
public final class MigrationExecutor implements AutoCloseable {

  private final TargetSession session;
  private final ExecutionSettings settings;
  private final ProgressListener progress;
  private final LockObserver observer;

  public MigrationExecutor(
      TargetSession session, ExecutionSettings settings, ProgressListener progress) {
    this.session = session;
    this.settings = settings;
    this.progress = progress;
    this.observer = new LockObserver(session, settings.lockTimeout());
  }

  /** Executes the script and writes its receipt; an SQL error is an outcome, not an exception. */
  public Outcome execute(Work work) {
    Execution room = new Execution(session, settings, progress, work, observer);
    if (!work.transactional()) {
      return new StepwiseExecution(room).execute();
    }
    Optional<Outcome> outcome = new TransactionalExecution(room).execute();
    return outcome.orElseGet(() ->
        work.end() == Phase.ROLLED_BACK ? notAlone(work) : new StepwiseExecution(room).execute());
  }

  private static Outcome notAlone(Work work) {
    var why =
        work.migration().file()
            + " holds a statement that cannot run in a transaction; a down script runs in one";
    return new Outcome.Failed(FailureReport.ours(Failure.Kind.ROLLED_BACK, why, 0), 1, 0);
  }

  /** Stops watching; the session stays open. */
  @Override
  public void close() {
    observer.close();
  }

  /** What both ways of executing need. */
  record Execution(
      TargetSession session,
      ExecutionSettings settings,
      ProgressListener progress,
      Work work,
      LockObserver observer) {

    Effort newEffort() {
      return new Effort(settings);
    }
  }
}
