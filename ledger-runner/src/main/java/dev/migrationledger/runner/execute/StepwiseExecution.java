package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.InvalidIndexes;
import dev.migrationledger.runner.execute.wire.Pipeline;
import dev.migrationledger.runner.execute.wire.ReceiptInsert;
import dev.migrationledger.runner.execute.wire.ScriptFile;
import dev.migrationledger.runner.execute.wire.Stopped;
import dev.migrationledger.runner.execute.wire.Timeouts;
import dev.migrationledger.runner.execute.wire.Transience;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Executes a script statement by statement, each in a transaction of its own and between two
 * receipts; a {@code BEGIN … COMMIT} block of the script counts as one. What is done stays when a
 * later one fails.
 */
final class StepwiseExecution {

  private static final int COPY_BUFFER = 64 * 1024;

  private final Execution execution;
  private final Effort effort;
  private final StepReceipts receipts;
  private boolean inBlock;
  private int done;
  private int ran;
  private int inThisBlock;
  private int last;
  private long rows;
  private Set<String> invalid = Set.of();

  StepwiseExecution(Execution execution) {
    this.execution = execution;
    this.effort = execution.newEffort();
    this.receipts = new StepReceipts(execution, effort);
  }

  Outcome execute() {
    effort.nextAttempt();
    try {
      Optional<Failure> objection = StepwisePreflight.objection(execution.work());
      if (objection.isPresent()) {
        return failed(objection.get());
      }
      return run();
    } catch (Stopped stopped) {
      return failure(stopped);
    } catch (IOException e) {
      return failed(ours("the file " + execution.work().path() + " cannot be read: " + e));
    } catch (SQLException e) {
      return failed(ours("the target could not be asked: " + e.getMessage()));
    } finally {
      new SessionReset(execution).runAlone(false);
    }
  }

  private Outcome run() throws Stopped, IOException, SQLException {
    try (ScriptFile script = ScriptFile.open(execution.work().path())) {
      send(Timeouts.ofSession(execution.settings()));
      for (Statement next = script.next(); next != null; next = script.next()) {
        if (next.ordinal() > execution.work().resumeAfterStatement()) {
          step(next, script);
        } else {
          skip(next);
        }
        execution.progress().statement(execution.work(), ran, script.bytesRead(), script.size());
      }
      if (script.objection(execution.work()).isPresent()) {
        execution.progress().warning(execution.work(), "the file changed while it was executed");
      }
    }
    ReceiptInsert.Written written = receipts.applied(last, done);
    return new Outcome.Applied(
        new dev.migrationledger.domain.run.Execution(
            written.startedAt(),
            written.endedAt(),
            effort.totalMs(),
            ran,
            rows,
            effort.lockWaitMs(),
            effort.attempts(),
            written.role(),
            written.backendPid(),
            ""));
  }

  /** Done in an earlier run; only what it set for the session is set again. */
  private void skip(Statement statement) throws Stopped {
    String start = statement.text().toUpperCase(Locale.ROOT);
    boolean setting = start.startsWith("SET ") || start.startsWith("RESET ");
    if (setting && !start.startsWith("SET LOCAL")) {
      send(List.of(new Command.OfScript(statement)));
    }
    if (statement.kind() != StatementKind.BEGIN && statement.kind() != StatementKind.COMMIT) {
      done++;
    }
    last = statement.ordinal();
  }

  private void step(Statement statement, ScriptFile script)
      throws Stopped, IOException, SQLException {
    last = statement.ordinal();
    switch (statement.kind()) {
      case BEGIN -> {
        if (!inBlock) {
          receipts.begin(statement.ordinal(), done);
          send(List.of(new Command.OfScript(statement)));
          inBlock = true;
          inThisBlock = 0;
        }
      }
      case COMMIT -> {
        if (inBlock) {
          Command commit = new Command.OfScript(statement);
          send(receipts.endOfBlock(statement.ordinal(), done + inThisBlock, commit));
          inBlock = false;
          done += inThisBlock;
        }
      }
      case ORDINARY, NON_TRANSACTIONAL, ROLLBACK -> {
        if (inBlock) {
          send(List.of(new Command.OfScript(statement)));
          inThisBlock++;
        } else {
          alone(statement);
        }
        ran++;
      }
      case COPY_FROM_STDIN -> {
        copy(statement, script);
        ran++;
      }
    }
  }

  private void alone(Statement statement) throws Stopped, SQLException {
    effort.nextStatement();
    receipts.begin(statement.ordinal(), done);
    InvalidIndexes indexes = InvalidIndexes.before(statement, execution.session().connection());
    while (true) {
      effort.nextAttempt();
      try {
        indexes.drop(invalid);
        invalid = Set.of();
        send(List.of(new Command.OfScript(statement)));
        done++;
        receipts.done(statement.ordinal(), done);
        return;
      } catch (Stopped stopped) {
        tryAgainOrStop(stopped, indexes);
      }
    }
  }

  private void tryAgainOrStop(Stopped stopped, InvalidIndexes indexes)
      throws Stopped, SQLException {
    Transience transience = transience(stopped);
    if (transience == Transience.CONNECTION || isClosed()) {
      throw stopped;
    }
    invalid = indexes.left();
    if (transience == Transience.NONE || !effort.mayTryAgain()) {
      throw stopped;
    }
    Duration pause = effort.pause();
    effort.addLockWait(effort.attemptMs() + pause.toMillis());
    String why = report(Failure.Kind.HALF_DONE, stopped, "").message();
    execution.progress().waiting(execution.work(), effort.attempts() + 1, pause, why);
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped;
    }
  }

  private void copy(Statement statement, ScriptFile script) throws Stopped, IOException {
    if (!inBlock) {
      receipts.begin(statement.ordinal(), done);
    }
    try {
      rows +=
          execution
              .session()
              .connection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(statement.text(), script.copyData(), COPY_BUFFER);
    } catch (SQLException e) {
      throw new Stopped(new Command.OfScript(statement), e, false);
    }
    if (inBlock) {
      inThisBlock++;
    } else {
      done++;
      receipts.done(statement.ordinal(), done);
    }
  }

  private void send(List<Command> commands) throws Stopped {
    execution.observer().watch();
    Pipeline.Result result = Pipeline.run(execution.session().connection(), commands);
    execution.observer().rest();
    result.notices().forEach(notice -> execution.progress().warning(execution.work(), notice));
    rows += result.rows();
    if (result.error().isPresent() || result.completed() < commands.size()) {
      SQLException error =
          result.error().orElseGet(() -> new SQLException("the server's answer ended early"));
      int failed = Math.min(result.completed(), commands.size() - 1);
      throw new Stopped(commands.get(failed), error, false);
    }
  }

  private Outcome failure(Stopped stopped) {
    if (transience(stopped) == Transience.CONNECTION || isClosed()) {
      return afterLoss(stopped);
    }
    if (inBlock) {
      Pipeline.run(execution.session().connection(), List.of(Command.Own.of("ROLLBACK")));
    }
    receipts.settle();
    boolean clean = done == 0 && invalid.isEmpty();
    Failure.Kind kind = clean ? Failure.Kind.ROLLED_BACK : Failure.Kind.HALF_DONE;
    return failed(report(kind, stopped, leftOver()));
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

  private Outcome afterLoss(Stopped stopped) {
    LostConnection.Fate fate = new LostConnection(execution).resolve();
    if (fate instanceof LostConnection.Fate.Committed committed) {
      return new Outcome.Applied(committed.receipt().execution());
    }
    boolean nothingSent = done == 0 && stopped.command() instanceof Command.Own && !inBlock;
    String addition =
        nothingSent
            ? "; nothing was kept"
            : "; the connection was lost, so whether this statement took effect is not known."
                + " Receipts in ledger.receipt say which statement had begun: run \"ledger"
                + " recover\"";
    Failure.Kind kind = nothingSent ? Failure.Kind.INTERRUPTED : Failure.Kind.HALF_DONE;
    return failed(report(kind, stopped, addition));
  }

  private Failure report(Failure.Kind kind, Stopped stopped, String addition) {
    return FailureReport.of(kind, stopped, addition, execution.observer().seen(), done);
  }

  private Failure ours(String message) {
    return FailureReport.ours(
        done == 0 ? Failure.Kind.ROLLED_BACK : Failure.Kind.HALF_DONE, message, done);
  }

  private Outcome failed(Failure failure) {
    return new Outcome.Failed(failure, effort.attempts(), effort.totalMs());
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
