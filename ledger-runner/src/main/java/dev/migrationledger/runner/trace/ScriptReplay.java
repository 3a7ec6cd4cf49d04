package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.execute.wire.Command;
import dev.migrationledger.runner.execute.wire.Pipeline;
import dev.migrationledger.runner.execute.wire.ScriptFile;
import dev.migrationledger.runner.execute.wire.Timeouts;
import dev.migrationledger.runner.execute.wire.Transience;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.Statement;
import dev.migrationledger.sql.StatementKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Replays one script on a session of its own, as the runner would run it, and looks on. */
final class ScriptReplay {

  private static final int COPY_BUFFER = 64 * 1024;

  private final TargetSession session;
  private final String file;
  private final boolean transactional;
  private final Observation observation;
  private boolean inBlock;

  ScriptReplay(TargetSession session, String file, boolean transactional, Observation observation) {
    this.session = session;
    this.file = file;
    this.transactional = transactional;
    this.observation = observation;
  }

  /** Replays it to its end, or to the statement that fails. */
  void run(Path path, ExecutionSettings settings) throws StoppedReplay {
    try (ScriptFile script = ScriptFile.open(path)) {
      send(Timeouts.ofSession(settings)).ifPresent(this::unexpected);
      observation.start();
      for (Statement next = script.next(); next != null; next = script.next()) {
        step(next, script);
      }
      if (inBlock) {
        own("COMMIT");
      }
    } catch (IOException | SQLException e) {
      throw StoppedReplay.of(file, "reading " + file + " and looking on", e);
    }
  }

  private void step(Statement statement, ScriptFile script)
      throws StoppedReplay, IOException, SQLException {
    switch (statement.kind()) {
      case BEGIN -> {
        if (!inBlock) {
          must(statement, send(List.of(new Command.OfScript(statement))));
          inBlock = true;
        }
      }
      case COMMIT -> {
        if (!transactional && inBlock) {
          must(statement, send(List.of(new Command.OfScript(statement))));
          ended();
        }
      }
      case ROLLBACK -> rollBack(statement);
      case ORDINARY, COPY_FROM_STDIN, NON_TRANSACTIONAL -> work(statement, script);
    }
  }

  private void rollBack(Statement statement) throws StoppedReplay {
    if (transactional) {
      throw StoppedReplay.at(
          file, statement, "the script says ROLLBACK, which the runner refuses in a transaction");
    }
    must(statement, send(List.of(new Command.OfScript(statement))));
    ended();
  }

  private void work(Statement statement, ScriptFile script)
      throws StoppedReplay, IOException, SQLException {
    if (transactional && !inBlock) {
      own("BEGIN");
      inBlock = true;
    }
    if (inBlock) {
      long started = System.nanoTime();
      must(statement, execute(statement, script));
      observation.inTransaction(statement, System.nanoTime() - started);
    } else if (statement.kind() == StatementKind.NON_TRANSACTIONAL) {
      alone(statement, script);
    } else {
      inTransactionOfItsOwn(statement, script);
    }
  }

  /** So that its locks are seen before they are gone. */
  private void inTransactionOfItsOwn(Statement statement, ScriptFile script)
      throws StoppedReplay, IOException, SQLException {
    own("BEGIN");
    long started = System.nanoTime();
    Optional<SQLException> error = execute(statement, script);
    long ended = System.nanoTime();
    if (error.filter(Transience::needsNoTransaction).isPresent()) {
      own("ROLLBACK");
      alone(statement, script);
      return;
    }
    must(statement, error);
    observation.inTransaction(statement, ended - started);
    own("COMMIT");
    ended();
  }

  private void alone(Statement statement, ScriptFile script)
      throws StoppedReplay, IOException, SQLException {
    LockPolling polling = observation.poll();
    long started = System.nanoTime();
    Optional<SQLException> error;
    try {
      error = execute(statement, script);
    } finally {
      polling.stop();
    }
    long ended = System.nanoTime();
    must(statement, error);
    observation.alone(statement, ended - started, polling.seen());
  }

  private void ended() {
    inBlock = false;
    observation.transactionEnded();
  }

  private Optional<SQLException> execute(Statement statement, ScriptFile script)
      throws IOException {
    if (statement.kind() != StatementKind.COPY_FROM_STDIN) {
      return send(List.of(new Command.OfScript(statement)));
    }
    try {
      session
          .connection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(statement.text(), script.copyData(), COPY_BUFFER);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  private void own(String sql) throws StoppedReplay {
    Optional<SQLException> error = send(List.of(Command.Own.of(sql)));
    if (error.isPresent()) {
      throw StoppedReplay.of(file, sql, error.get());
    }
  }

  private void must(Statement statement, Optional<SQLException> error) throws StoppedReplay {
    if (error.isPresent()) {
      throw StoppedReplay.at(file, statement, error.get());
    }
  }

  private void unexpected(SQLException e) {
    throw new IllegalStateException("a setting was refused", e);
  }

  private Optional<SQLException> send(List<Command> commands) {
    return Pipeline.run(session.connection(), commands).error();
  }
}
