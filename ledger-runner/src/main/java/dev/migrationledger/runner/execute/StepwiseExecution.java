package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Executes a script statement by statement, each in a transaction of its own that holds its
 * receipt; what cannot run in a transaction stands between two receipts, and a {@code BEGIN …
 * COMMIT} block of the script counts as one. What is done stays when a later one fails.
 */
final class StepwiseExecution {

  private static final int COPY_BUFFER = 64 * 1024;

  /** A procedure may commit, and so may a block that says so or calls what it does not name. */
  private static final Pattern MAY_COMMIT =
      Pattern.compile(
          "CALL\\b.*|DO\\b.*\\b(?:COMMIT|ROLLBACK|CALL|EXECUTE)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Execution execution;
  private final Effort effort;
  private final StepReceipts receipts;
  private boolean inBlock;
  private boolean inOurs;
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
        return trouble().of(objection.get());
      }
      return run();
    } catch (Stopped stopped) {
      return failure(stopped);
    } catch (IOException e) {
      return trouble().of("the file " + execution.work().path() + " cannot be read: " + e);
    } catch (SQLException e) {
      return trouble().of("the target could not be asked: " + e.getMessage());
    } finally {
      new SessionReset(execution).runAlone(false);
    }
  }

  private Outcome run() throws Stopped, IOException, SQLException {
    try (ScriptFile script = ScriptFile.open(execution.work().path())) {
      var first = new ArrayList<>(Timeouts.ofSession(execution.settings()));
      first.addAll(StepwiseVerification.before(execution));
      send(first);
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
    List<Finding> found = StepwiseVerification.of(execution);
    if (found.stream().anyMatch(Finding::blocks)) {
      return Outcome.Failed.rejected(found, done, effort.attempts(), effort.totalMs());
    }
    ReceiptInsert.Written written = receipts.applied(last, done);
    return new Outcome.Applied(written.execution(effort, ran, rows), found);
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
        } else if (statement.kind() == StatementKind.ORDINARY && !mayCommit(statement)) {
          together(statement);
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

  private static boolean mayCommit(Statement statement) {
    return MAY_COMMIT.matcher(statement.text()).matches();
  }

  /** In one transaction with its receipt: it is done exactly when its receipt is there. */
  private void together(Statement statement) throws Stopped, SQLException {
    effort.nextStatement();
    receipts.settle();
    while (true) {
      effort.nextAttempt();
      try {
        List<Command> commands = new ArrayList<>(StepReceipts.BEGIN);
        commands.add(new Command.OfScript(statement));
        commands.addAll(receipts.commit(statement.ordinal(), done + 1));
        inOurs = true;
        receipts.written(send(commands));
        inOurs = false;
        done++;
        return;
      } catch (Stopped inTransaction) {
        Stopped stopped = StepwiseFailure.of(statement, inTransaction);
        if (Transience.needsNoTransaction(stopped.error())) {
          rollBack();
          alone(statement);
          return;
        }
        tryAgainOrStop(stopped, Set.of());
      }
    }
  }

  /** Between two receipts, because it cannot run in a transaction. */
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
        tryAgainOrStop(stopped, trouble().isLoss(stopped) ? Set.of() : indexes.left());
      }
    }
  }

  private void tryAgainOrStop(Stopped stopped, Set<String> left) throws Stopped {
    invalid = left;
    StepwiseFailure trouble = trouble();
    if (trouble.isLoss(stopped) || !trouble.isTransient(stopped) || !effort.mayTryAgain()) {
      throw stopped;
    }
    rollBack();
    Duration pause = effort.pause();
    effort.addLockWait(effort.attemptMs() + pause.toMillis());
    String why = trouble.report(Failure.Kind.HALF_DONE, stopped, "").message();
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
      effort.nextStatement();
      receipts.settle();
      send(StepReceipts.BEGIN);
      inOurs = true;
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
      return;
    }
    try {
      receipts.written(send(receipts.commit(statement.ordinal(), done + 1)));
    } catch (Stopped stopped) {
      throw StepwiseFailure.of(statement, stopped);
    }
    inOurs = false;
    done++;
  }

  private void rollBack() {
    if (inBlock || inOurs) {
      Pipeline.run(execution.session().connection(), List.of(Command.Own.of("ROLLBACK")));
      inOurs = false;
    }
  }

  private Outcome failure(Stopped stopped) {
    StepwiseFailure trouble = trouble();
    if (trouble.isLoss(stopped)) {
      return trouble.afterLoss(stopped, inBlock);
    }
    rollBack();
    receipts.settleQuietly();
    return trouble.of(stopped);
  }

  private StepwiseFailure trouble() {
    return new StepwiseFailure(execution, effort, done, invalid);
  }

  private Pipeline.Result send(List<Command> commands) throws Stopped {
    execution.observer().watch();
    Pipeline.Result result = Pipeline.run(execution.session().connection(), commands);
    execution.observer().rest();
    result.notices().forEach(notice -> execution.progress().warning(execution.work(), notice));
    if (result.error().isPresent() || result.completed() < commands.size()) {
      SQLException error =
          result.error().orElseGet(() -> new SQLException("the server's answer ended early"));
      int failed = Math.min(result.completed(), commands.size() - 1);
      throw new Stopped(commands.get(failed), error, false);
    }
    rows += result.rows();
    return result;
  }
}
