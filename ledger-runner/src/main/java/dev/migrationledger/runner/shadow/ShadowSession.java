package dev.migrationledger.runner.shadow;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.runner.execute.MigrationExecutor;
import dev.migrationledger.runner.execute.Outcome;
import dev.migrationledger.runner.execute.ProgressListener;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.scratch.ScratchDatabase;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An empty database and the runner's own executor on it. */
final class ShadowSession implements AutoCloseable {

  private static final String TARGET = "shadow";

  /** Longer scripts are rows, and make no roles. */
  private static final long LARGEST = 16L << 20;

  private final ScratchDatabase database;
  private final TargetSession session;
  private final MigrationExecutor executor;
  private final List<Step> applied = new ArrayList<>();

  private ShadowSession(
      ScratchDatabase database, TargetSession session, ExecutionSettings settings) {
    this.database = database;
    this.session = session;
    this.executor = new MigrationExecutor(session, settings, ProgressListener.SILENT);
    database.dropRoles(this::isNamed);
  }

  static ShadowSession open(ShadowServer server, ExecutionSettings settings) {
    var database = server.database();
    try {
      var session = database.open();
      try {
        session.installReceipts();
        return new ShadowSession(database, session, patient(settings));
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Nobody else is there to wait for. */
  private static ExecutionSettings patient(ExecutionSettings settings) {
    return new ExecutionSettings(
        settings.lockTimeout(),
        settings.statementTimeout(),
        1,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(2));
  }

  /**
   * Runs a script; the failure is the script's own.
   *
   * @throws dev.migrationledger.runner.target.TargetFailure when it is the server's
   */
  Optional<Failure> apply(Step step) {
    applied.add(step);
    var outcome =
        executor.execute(
            new Work(
                TARGET,
                UUID.randomUUID().toString(),
                step.planned(),
                step.path(),
                step.transactional(),
                0));
    return switch (outcome) {
      case Outcome.Applied a -> Optional.empty();
      case Outcome.Failed failed -> {
        if (failed.failure().kind() == Failure.Kind.INTERRUPTED) {
          checkServer();
        }
        yield Optional.of(failed.failure());
      }
      case Outcome.Uncertain uncertain -> {
        checkServer();
        yield Optional.of(
            new Failure(Failure.Kind.INTERRUPTED, "", uncertain.message(), "", "", 0, 0, 0, 0));
      }
    };
  }

  SchemaSnapshot snapshot() {
    return SchemaSnapshot.take(session.connection());
  }

  String serverVersion() {
    return database.serverVersion();
  }

  @Override
  public void close() {
    executor.close();
    session.close();
    database.close();
  }

  private void checkServer() {
    database.open().close();
  }

  private boolean isNamed(String role) {
    return applied.stream().anyMatch(step -> names(step, role));
  }

  private static boolean names(Step step, String role) {
    try {
      return Files.size(step.path()) <= LARGEST
          && new String(Files.readAllBytes(step.path()), StandardCharsets.UTF_8).contains(role);
    } catch (IOException e) {
      return false;
    }
  }
}
