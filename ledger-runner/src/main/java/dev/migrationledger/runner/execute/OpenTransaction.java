package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.execute.MigrationExecutor.Execution;
import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Pipeline;
import dev.migrationledger.runner.execute.wire.ReceiptInsert;
import dev.migrationledger.runner.execute.wire.ScriptFile;
import dev.migrationledger.runner.execute.wire.Stopped;
import dev.migrationledger.runner.execute.wire.Timeouts;
import dev.migrationledger.runner.execute.work.Effort;
import dev.migrationledger.runner.execute.work.Verification;
import dev.migrationledger.sql.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The one transaction of a migration: gathers statements and sends them in batches, so that a small
 * migration with its receipt, COMMIT and session reset is one round trip.
 *
 * <p>A batch stays under what the sockets hold, because nothing is read while it is written; a
 * statement that is longer is sent alone.
 */
final class OpenTransaction {

  private static final int BATCH_CHARS = 32 * 1024;
  private static final int BATCH_STATEMENTS = 500;
  private static final int COPY_BUFFER = 64 * 1024;

  private final Execution execution;
  private final Effort effort;
  private final ScriptFile script;
  private final SessionReset reset;
  private final List<Command> batch = new ArrayList<>();
  private int chars;
  private int statements;
  private int lastOrdinal;
  private long rows;
  private boolean begun;
  private boolean sent;

  OpenTransaction(Execution execution, Effort effort, ScriptFile script) {
    this.execution = execution;
    this.effort = effort;
    this.script = script;
    this.reset = new SessionReset(execution);
  }

  /** Whether the server has seen anything of it. */
  boolean sent() {
    return sent;
  }

  /** Opens it with the script's own BEGIN, which may name an isolation level. */
  void begin(Statement statement) {
    if (!begun) {
      begin(new Command.OfScript(statement));
    }
    lastOrdinal = statement.ordinal();
  }

  /** The script's COMMIT: absorbed, ours comes at the end. */
  void absorb(Statement statement) {
    lastOrdinal = statement.ordinal();
  }

  void add(Statement statement) throws Stopped {
    beginIfNeeded();
    int length = statement.text().length();
    if (batch.size() >= BATCH_STATEMENTS || (chars > 0 && chars + length > BATCH_CHARS)) {
      flush();
    }
    batch.add(new Command.OfScript(statement));
    chars += length;
    count(statement);
  }

  void copy(Statement statement, InputStream data) throws Stopped, IOException {
    beginIfNeeded();
    flush();
    Command command = new Command.OfScript(statement);
    execution.observer().watch();
    try {
      rows +=
          execution
              .session()
              .connection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(statement.text(), new Progressing(data), COPY_BUFFER);
    } catch (SQLException e) {
      throw new Stopped(command, e, false);
    } finally {
      execution.observer().rest();
    }
    count(statement);
    progress();
  }

  /** What is wrong with what the script has done, asked before it is kept. */
  List<Finding> verify() throws Stopped {
    Verification verification = execution.work().verification();
    if (!verification.isWanted()) {
      return List.of();
    }
    beginIfNeeded();
    int asked = batch.size();
    String question = verification.question();
    if (!question.isEmpty()) {
      batch.add(new Command.Own("the verification", question, List.of()));
    }
    List<List<String>> answer = flush().getOrDefault(asked, List.of());
    return verification.judge(answer, execution.session().connection());
  }

  /** Writes the receipt, commits, and resets the session, all with the last statements. */
  Outcome.Applied commit() throws Stopped {
    beginIfNeeded();
    batch.addAll(SessionReset.ROLE);
    int receipt = batch.size();
    batch.add(ReceiptInsert.inTransaction(execution.work(), effort, lastOrdinal, statements));
    int commit = batch.size();
    batch.add(Command.Own.of("COMMIT"));
    batch.addAll(reset.afterRole());
    Pipeline.Result result = send();
    if (result.completed() <= commit) {
      throw stopped(result, commit);
    }
    if (!"COMMIT".equals(result.tags().get(commit))) {
      SQLException e = new SQLException("COMMIT ended as " + result.tags().get(commit));
      throw new Stopped(batch.get(commit), e, false);
    }
    rows += result.rows();
    reset.check(result, batch.size() - 1);
    progress();
    var written = ReceiptInsert.Written.of(result.answer(receipt));
    return new Outcome.Applied(written.execution(effort, statements, rows));
  }

  private Map<Integer, List<List<String>>> flush() throws Stopped {
    if (batch.isEmpty()) {
      return Map.of();
    }
    Pipeline.Result result = send();
    if (result.error().isPresent() || result.completed() < batch.size()) {
      throw stopped(result, Integer.MAX_VALUE);
    }
    rows += result.rows();
    batch.clear();
    chars = 0;
    progress();
    return result.answers();
  }

  private Pipeline.Result send() {
    sent = true;
    execution.observer().watch();
    Pipeline.Result result = Pipeline.run(execution.session().connection(), batch);
    execution.observer().rest();
    result.notices().forEach(notice -> execution.progress().warning(execution.work(), notice));
    return result;
  }

  private Stopped stopped(Pipeline.Result result, int commit) {
    int failed = Math.min(result.completed(), batch.size() - 1);
    SQLException error =
        result.error().orElseGet(() -> new SQLException("the server's answer ended early"));
    return new Stopped(batch.get(failed), error, commit < batch.size());
  }

  private void beginIfNeeded() {
    if (!begun) {
      begin(Command.Own.of("BEGIN"));
    }
  }

  private void begin(Command opening) {
    begun = true;
    batch.add(opening);
    batch.addAll(Timeouts.local(execution.settings()));
    String before = execution.work().verification().before(true);
    if (!before.isEmpty()) {
      batch.add(new Command.Own("the look before it", before, List.of()));
    }
  }

  private void count(Statement statement) {
    statements++;
    lastOrdinal = statement.ordinal();
  }

  private void progress() {
    execution.progress().statement(execution.work(), statements, script.bytesRead(), script.size());
  }

  /** Tells how far a COPY is, about once a megabyte. */
  private final class Progressing extends java.io.FilterInputStream {
    private long told;

    private Progressing(InputStream data) {
      super(data);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (script.bytesRead() - told > 1 << 20) {
        told = script.bytesRead();
        progress();
      }
      return count;
    }
  }
}
