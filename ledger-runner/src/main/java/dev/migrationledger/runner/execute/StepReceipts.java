package dev.migrationledger.runner.execute;

import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Pipeline;
import dev.migrationledger.runner.execute.wire.ReceiptInsert;
import dev.migrationledger.runner.execute.wire.Stopped;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.runner.target.Receipt.Phase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the receipts of a non-transactional script: in the transaction of a statement that can run
 * in one; around another, that it is about to run, and with the next receipt that it is done. The
 * script's role and settings stay as they are.
 */
final class StepReceipts {

  private static final List<Command> AS_OURSELVES =
      List.of(
          Command.Own.of("SET LOCAL SESSION AUTHORIZATION DEFAULT"),
          Command.Own.of("SET LOCAL role TO DEFAULT"));

  /** Opens a transaction that can hold a receipt. */
  static final List<Command> BEGIN = List.of(Command.Own.of("BEGIN READ WRITE"));

  private static final Command COMMIT = Command.Own.of("COMMIT");

  private final Execution execution;
  private final Effort effort;
  private @Nullable Command pending;
  private Instant since = Instant.EPOCH;
  private Optional<Instant> first = Optional.empty();

  StepReceipts(Execution execution, Effort effort) {
    this.execution = execution;
    this.effort = effort;
  }

  /** About to run a statement; what was done before becomes certain with it. */
  void begin(int ordinal, int done) throws Stopped {
    ReceiptInsert.Written written =
        write(ReceiptInsert.begun(execution.work(), effort, ordinal, done));
    since = written.endedAt();
    first = Optional.of(first.orElse(since));
  }

  /** Done with a statement; written with the next receipt. */
  void done(int ordinal, int done) {
    pending = ReceiptInsert.done(execution.work(), effort, Phase.STEP, ordinal, done, since);
  }

  /** What a block of the script itself has to end with: its receipt and its COMMIT. */
  List<Command> endOfBlock(int ordinal, int done, Command commit) {
    return end(
        ReceiptInsert.done(execution.work(), effort, Phase.STEP, ordinal, done, since), commit);
  }

  /** What a transaction of ours around one statement has to end with. */
  List<Command> commit(int ordinal, int done) {
    return end(ReceiptInsert.step(execution.work(), effort, ordinal, done), COMMIT);
  }

  /** The server has done what {@link #commit} asked for; only the receipt answers with a row. */
  void written(Pipeline.Result result) {
    result.answers().values().stream()
        .map(rows -> ReceiptInsert.Written.of(rows.getFirst()))
        .forEach(receipt -> first = Optional.of(first.orElse(receipt.startedAt())));
  }

  private static List<Command> end(Command receipt, Command commit) {
    List<Command> commands = new ArrayList<>(AS_OURSELVES);
    commands.add(receipt);
    commands.add(commit);
    return commands;
  }

  /** The whole script is done. */
  ReceiptInsert.Written applied(int ordinal, int done) throws Stopped {
    return write(
        ReceiptInsert.done(
            execution.work(), effort, Phase.APPLIED, ordinal, done, first.orElse(Instant.now())));
  }

  /** Writes what is still pending: the next statement brings its own receipt. */
  void settle() throws Stopped {
    if (pending != null) {
      send(List.of(pending));
      pending = null;
    }
  }

  /** Writes what is still pending, when a failure follows. */
  void settleQuietly() {
    try {
      settle();
    } catch (Stopped stopped) {
      execution
          .progress()
          .warning(
              execution.work(),
              "the receipt of the last statement could not be written: "
                  + stopped.error().getMessage());
    }
  }

  private ReceiptInsert.Written write(Command receipt) throws Stopped {
    List<Command> receipts = new ArrayList<>();
    if (pending != null) {
      receipts.add(pending);
    }
    receipts.add(receipt);
    ReceiptInsert.Written written = send(receipts);
    pending = null;
    return written;
  }

  private ReceiptInsert.Written send(List<Command> receipts) throws Stopped {
    List<Command> commands = new ArrayList<>(BEGIN);
    commands.addAll(AS_OURSELVES);
    commands.addAll(receipts);
    int last = commands.size() - 1;
    commands.add(COMMIT);
    Pipeline.Result result = Pipeline.run(execution.session().connection(), commands);
    if (result.completed() < commands.size()) {
      SQLException error =
          result.error().orElseGet(() -> new SQLException("the server's answer ended early"));
      Pipeline.run(execution.session().connection(), List.of(Command.Own.of("ROLLBACK")));
      throw new Stopped(commands.get(result.completed()), error, false);
    }
    return ReceiptInsert.Written.of(result.answer(last));
  }
}
