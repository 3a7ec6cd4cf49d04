package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Stopped;
import dev.migrationledger.runner.execute.wire.Transience;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.sql.Statement;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What became of a script that runs statement by statement when one of them did not end well.
 *
 * @param done statements whose effects stay
 * @param invalid indexes that the failed statement left behind
 */
record StepwiseFailure(Execution execution, Effort effort, int done, Set<String> invalid) {

  /** A procedure may commit before it fails, and so may a block. */
  private static final Pattern COMMITS =
      Pattern.compile(
          "CALL\\b.*|DO\\b.*\\b(?:COMMIT|CALL)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * One of ours around a statement: its COMMIT, and a lost connection, are told of the statement.
   */
  static Stopped of(Statement statement, Stopped stopped) {
    String state = String.valueOf(stopped.error().getSQLState());
    boolean ours =
        stopped.command() instanceof Command.Own own
            && !own.purpose().equals("COMMIT")
            && !state.startsWith("08")
            && !state.startsWith("57P");
    return ours
        ? stopped
        : new Stopped(new Command.OfScript(statement), stopped.error(), stopped.commitSent());
  }

  /** Whether the connection is gone. */
  boolean isLoss(Stopped stopped) {
    return transience(stopped) == Transience.CONNECTION || isClosed();
  }

  boolean isTransient(Stopped stopped) {
    return transience(stopped) != Transience.NONE;
  }

  Outcome of(String message) {
    return of(FailureReport.ours(kind(), message, done));
  }

  Outcome of(Failure failure) {
    return new Outcome.Failed(failure, effort.attempts(), effort.totalMs());
  }

  Outcome of(Stopped stopped) {
    return of(report(kind(stopped), stopped, leftOver()));
  }

  Outcome afterLoss(Stopped stopped, boolean inBlock) {
    LostConnection.Fate fate = new LostConnection(execution).resolve();
    if (fate instanceof LostConnection.Fate.Committed committed) {
      return new Outcome.Applied(committed.receipt().execution());
    }
    boolean nothingSent = done == 0 && stopped.command() instanceof Command.Own && !inBlock;
    String addition =
        nothingSent
            ? "; nothing was kept"
            : "; the connection was lost, so whether this statement took effect is not known."
                + " Receipts in ledger.receipt say what is done: run \"ledger recover\"";
    Failure.Kind kind = nothingSent ? Failure.Kind.INTERRUPTED : Failure.Kind.HALF_DONE;
    return of(report(kind, stopped, addition));
  }

  Failure report(Failure.Kind kind, Stopped stopped, String addition) {
    return FailureReport.of(kind, stopped, addition, execution.observer().seen(), done);
  }

  /** What commits by itself may have kept something before it failed. */
  private Failure.Kind kind(Stopped stopped) {
    boolean mayHaveKept =
        stopped.command() instanceof Command.OfScript(var statement)
            && COMMITS.matcher(statement.text()).matches();
    return mayHaveKept ? Failure.Kind.HALF_DONE : kind();
  }

  private Failure.Kind kind() {
    boolean clean = done == 0 && invalid.isEmpty();
    return clean ? Failure.Kind.ROLLED_BACK : Failure.Kind.HALF_DONE;
  }

  private String leftOver() {
    StringBuilder text = new StringBuilder();
    for (String index : invalid) {
      text.append("; the invalid index ")
          .append(index)
          .append(" was left behind: run \"DROP INDEX CONCURRENTLY ")
          .append(index)
          .append(";\" before trying again");
    }
    return text.toString();
  }

  private Transience transience(Stopped stopped) {
    return Transience.of(stopped.error(), isClosed(), effort.attemptMs(), execution.settings());
  }

  private boolean isClosed() {
    try {
      return execution.session().connection().isClosed();
    } catch (SQLException e) {
      return true;
    }
  }
}
