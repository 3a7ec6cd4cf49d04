package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.ScriptFile;
import dev.migrationledger.runner.execute.wire.Stopped;
import dev.migrationledger.runner.execute.wire.Transience;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.sql.Statement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executes a script and its receipt in one transaction, again when what stopped it may pass. */
final class TransactionalExecution {

  private static final String NOTHING_KEPT = "; the transaction was rolled back, nothing was kept";

  private final Execution execution;
  private final Effort effort;

  TransactionalExecution(Execution execution) {
    this.execution = execution;
    this.effort = execution.newEffort();
  }

  /** How it ended; empty, with nothing done, when a statement cannot run in a transaction. */
  Optional<Outcome> execute() {
    while (true) {
      effort.nextAttempt();
      try {
        return attempt();
      } catch (Stopped stopped) {
        Optional<Outcome> end = judge(stopped);
        if (end.isPresent()) {
          return end;
        }
      } catch (IOException e) {
        rollBack();
        return failed(
            FailureReport.ours(
                Failure.Kind.ROLLED_BACK,
                "the file " + execution.work().path() + " cannot be read: " + e,
                0));
      }
    }
  }

  private Optional<Outcome> attempt() throws Stopped, IOException {
    try (ScriptFile script = ScriptFile.open(execution.work().path())) {
      OpenTransaction transaction = new OpenTransaction(execution, effort, script);
      for (Statement next = script.next(); next != null; next = script.next()) {
        if (ScriptEncoding.isChangedBy(next)) {
          rollBack(transaction);
          return failed(ScriptEncoding.refusal(next));
        }
        switch (next.kind()) {
          case BEGIN -> transaction.begin(next);
          case COMMIT -> transaction.absorb(next);
          case ORDINARY -> transaction.add(next);
          case COPY_FROM_STDIN -> transaction.copy(next, script.copyData());
          case ROLLBACK -> {
            return refuse(transaction, next);
          }
          case NON_TRANSACTIONAL -> {
            rollBack(transaction);
            return Optional.empty();
          }
        }
      }
      Optional<String> objection = script.objection(execution.work());
      if (objection.isPresent()) {
        rollBack(transaction);
        return failed(FailureReport.ours(Failure.Kind.ROLLED_BACK, objection.get(), 0));
      }
      List<Finding> found = transaction.verify();
      if (found.stream().anyMatch(Finding::blocks)) {
        rollBack(transaction);
        return Optional.of(Outcome.Failed.rejected(found, 0, effort.attempts(), effort.totalMs()));
      }
      return Optional.of(transaction.commit().with(found));
    }
  }

  private Optional<Outcome> refuse(OpenTransaction transaction, Statement rollback) {
    rollBack(transaction);
    return failed(
        FailureReport.ours(
            Failure.Kind.ROLLED_BACK,
            "the script says "
                + rollback.text()
                + ": a migration is one transaction that its receipt commits with, so it cannot"
                + " take a part of itself back; nothing was kept. Remove the statement, or use"
                + " SAVEPOINT and ROLLBACK TO",
            rollback,
            0));
  }

  /** The end, or empty after a pause when it is worth another attempt. */
  private Optional<Outcome> judge(Stopped stopped) {
    SQLException error = stopped.error();
    Transience transience =
        Transience.of(error, isClosed(), effort.attemptMs(), execution.settings());
    if (transience == Transience.CONNECTION) {
      return afterLoss(stopped);
    }
    if (Transience.isOfTheDriver(error) || isClosed()) {
      reconnectQuietly();
    } else {
      rollBack();
    }
    if (transience == Transience.LOCK || transience == Transience.CONFLICT) {
      effort.addLockWait(effort.attemptMs());
    }
    if (transience == Transience.NONE || !effort.mayTryAgain()) {
      return failed(report(Failure.Kind.ROLLED_BACK, stopped, ""));
    }
    pause(report(Failure.Kind.ROLLED_BACK, stopped, "").message(), transience);
    return Optional.empty();
  }

  private Optional<Outcome> afterLoss(Stopped stopped) {
    switch (new LostConnection(execution).resolve()) {
      case LostConnection.Fate.Committed committed -> {
        return Optional.of(new Outcome.Applied(committed.receipt().execution()));
      }
      case LostConnection.Fate.NotCommitted none -> {
        if (!effort.mayTryAgain()) {
          return failed(report(Failure.Kind.INTERRUPTED, stopped, NOTHING_KEPT));
        }
        pause(report(Failure.Kind.INTERRUPTED, stopped, "").message(), Transience.CONNECTION);
        return Optional.empty();
      }
      case LostConnection.Fate.LockLost lost -> {
        String addition = NOTHING_KEPT + "; meanwhile the migration lock went to ";
        return failed(
            report(Failure.Kind.INTERRUPTED, stopped, addition + lost.holder().describe()));
      }
      case LostConnection.Fate.Unknown unknown -> {
        return Optional.of(whenNotKnown(stopped, unknown.why()));
      }
    }
  }

  private Outcome whenNotKnown(Stopped stopped, String why) {
    if (!stopped.commitSent()) {
      String addition = NOTHING_KEPT + "; the target does not come back: " + why;
      return new Outcome.Failed(
          report(Failure.Kind.INTERRUPTED, stopped, addition), effort.attempts(), effort.totalMs());
    }
    return new Outcome.Uncertain(
        "the connection was lost while "
            + execution.work().migration().file()
            + " was being committed, and the target cannot be asked whether it was: "
            + why
            + ". Its receipt is in the transaction: run \"ledger migrate\" again when the target"
            + " answers, and it will know");
  }

  private Failure report(Failure.Kind kind, Stopped stopped, String addition) {
    return FailureReport.of(kind, stopped, addition, execution.observer().seen(), 0);
  }

  private void pause(String why, Transience transience) {
    Duration pause = effort.pause();
    execution.progress().waiting(execution.work(), effort.attempts() + 1, pause, why);
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two attempts", e);
    }
    if (transience != Transience.TIMEOUT && transience != Transience.CONNECTION) {
      effort.addLockWait(pause.toMillis());
    }
  }

  private void rollBack(@Nullable OpenTransaction transaction) {
    if (transaction != null && transaction.sent()) {
      rollBack();
    }
  }

  private void rollBack() {
    new SessionReset(execution).runAlone(true);
  }

  private void reconnectQuietly() {
    new LostConnection(execution).resolve();
  }

  private boolean isClosed() {
    try {
      return execution.session().connection().isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private Optional<Outcome> failed(Failure failure) {
    return Optional.of(new Outcome.Failed(failure, effort.attempts(), effort.totalMs()));
  }
}
