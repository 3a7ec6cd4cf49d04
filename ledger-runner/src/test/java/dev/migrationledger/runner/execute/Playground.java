package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.execute.work.ExecutionSettings;
import dev.migrationledger.runner.execute.work.Work;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real server, a folder for scripts, and an executor. */
final class Playground implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final TargetSession session;
  final TargetAddress address;
  final String run = UUID.randomUUID().toString();
  final List<String> warnings = new ArrayList<>();
  final List<String> waits = new ArrayList<>();
  private final Path folder;
  private int version;
  Runnable whileWaiting = () -> {};

  private Playground(TargetAddress address, Path folder) {
    this.address = address;
    this.folder = folder;
    this.session = TargetSession.open(address);
    session.tryLock();
    session.installReceipts();
  }

  static Playground on(EmbeddedPostgres server, Path folder) {
    String database = "play" + COUNT.incrementAndGet();
    server.createDatabase(database);
    return new Playground(
        new TargetAddress(
            server.url(database), server.user(), new Secret(server.password()), Map.of()),
        folder);
  }

  Work write(String script) {
    version++;
    String file = "%04d_case.sql".formatted(version);
    try {
      Files.writeString(folder.resolve(file), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return work(file);
  }

  Work work(String file) {
    Version number = new Version(file.substring(0, 4));
    Path path = folder.resolve(file);
    return new Work("shop", run, new PlannedMigration(number, file, checksum(path)), path, true, 0);
  }

  Work alone(String script) {
    return alone(write(script), 0);
  }

  static Work alone(Work work, int resumeAfter) {
    return new Work(work.target(), work.run(), work.migration(), work.path(), false, resumeAfter);
  }

  Outcome execute(Work work) {
    return execute(work, quick());
  }

  Outcome execute(String script) {
    return execute(write(script));
  }

  Outcome execute(Work work, ExecutionSettings settings) {
    try (var executor = new MigrationExecutor(session, settings, new Listener())) {
      return executor.execute(work);
    }
  }

  static ExecutionSettings quick() {
    return new ExecutionSettings(
        Duration.ofMillis(300),
        Duration.ZERO,
        5,
        Duration.ofMillis(20),
        Duration.ofMillis(200),
        Duration.ofSeconds(15));
  }

  Connection second() throws SQLException {
    return DriverManager.getConnection(
        address.url() + "?ApplicationName=intruder", address.user(), address.password().value());
  }

  /** The first column of the first row, over the executor's own connection. */
  String ask(String sql) {
    return ask(session.connection(), sql);
  }

  static String ask(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "no row";
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }

  void run(String sql) {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  String phases() {
    return ask(
        "SELECT coalesce(string_agg(phase || ' ' || statement, ', ' ORDER BY id), 'none')"
            + " FROM ledger.receipt");
  }

  @Override
  public void close() {
    session.close();
  }

  private static Checksum checksum(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return new Checksum(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Listener implements ProgressListener {
    @Override
    public void statement(Work work, int done, long bytesRead, long bytesTotal) {}

    @Override
    public void waiting(Work work, int attempt, Duration pause, String why) {
      waits.add(why);
      whileWaiting.run();
    }

    @Override
    public void warning(Work work, String message) {
      warnings.add(message);
    }
  }
}
