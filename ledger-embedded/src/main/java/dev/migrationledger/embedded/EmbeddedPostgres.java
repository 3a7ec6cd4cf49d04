package dev.migrationledger.embedded;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A running PostgreSQL server on a folder. All who start it on one folder share one server; the
 * last to close stops it. A server whose starter was killed goes on, and the next start takes it
 * over.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String TEMPORARY_PREFIX = "migration-ledger-temporary-";
  private static final Duration ORPHAN_AGE = Duration.ofMinutes(1);
  private static final String USER = "postgres";

  /** duplicate_database, and unique_violation when two make it at the same moment. */
  private static final Set<String> EXISTS_ALREADY = Set.of("42P04", "23505");

  private final ServerFolder folder;
  private final ServerControl control;
  private final FolderLease lease;
  private final String password;
  private final Thread atExit;
  private boolean closed;
  private volatile Postmaster server;
  private volatile Runnable beforeExit = () -> {};

  private EmbeddedPostgres(ServerControl control, FolderLease lease, Postmaster server) {
    this.folder = control.folder();
    this.control = control;
    this.lease = lease;
    this.server = server;
    this.password = folder.password();
    this.atExit = new Thread(this::exit, "embedded-postgres-stop");
  }

  /**
   * Starts the server on {@code folder}, or joins the one that runs on it. Durable: what is
   * committed survives a power cut.
   *
   * @throws EmbeddedPostgresException when there is no server to be had
   */
  public static EmbeddedPostgres start(Path folder) {
    return open(ServerFolder.prepare(folder), Binaries::locate, true);
  }

  /**
   * Starts a server for tests and replays: fast, not durable, and nothing is left of it after
   * {@link #close}.
   *
   * @throws EmbeddedPostgresException when there is no server to be had
   */
  public static EmbeddedPostgres temporary() {
    return temporary(Binaries::locate);
  }

  /**
   * The same with a server of another version.
   *
   * @param jar one of {@code io.zonky.test.postgres:embedded-postgres-binaries-…}, for this system
   * @param version its version, such as {@code 14.19.0}
   * @throws EmbeddedPostgresException when there is no server to be had
   */
  public static EmbeddedPostgres temporary(Path jar, String version) {
    return temporary(account -> Binaries.locate(account, jar, version));
  }

  private static EmbeddedPostgres temporary(Function<ServerAccount, Binaries> programs) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    sweepOrphans(parent);
    ServerFolder folder =
        ServerFolder.prepare(parent.resolve(TEMPORARY_PREFIX + UUID.randomUUID()));
    try {
      return open(folder, programs, false);
    } catch (EmbeddedPostgresException e) {
      ServerFolder.delete(folder.root());
      throw e;
    }
  }

  /** The major version of the servers that are started, e.g. {@code 18}; starts none. */
  public static String majorVersion() {
    return Binaries.publishedMajorVersion();
  }

  public int port() {
    return server.port();
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** The JDBC address of a database, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), encoded(database));
  }

  /** The address for psql and its kin: it names the password's file, not the password. */
  public String libpqUrl(String database) {
    return "postgresql://%s@127.0.0.1:%d/%s?passfile=%s"
        .formatted(USER, port(), encoded(database), encoded(folder.passfile().toString()));
  }

  /**
   * Makes a database unless it is there.
   *
   * @throws EmbeddedPostgresException.DatabaseNotCreated when the server refuses
   */
  public void createDatabase(String name) {
    try (Connection connection = DriverManager.getConnection(url(USER), USER, password)) {
      if (!exists(connection, name)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        }
      }
    } catch (SQLException e) {
      if (!EXISTS_ALREADY.contains(String.valueOf(e.getSQLState()))) {
        throw new EmbeddedPostgresException.DatabaseNotCreated(name, url(USER), e);
      }
    }
  }

  public long pid() {
    return server.pid();
  }

  public Path folder() {
    return folder.root();
  }

  /** Stops the server, if it still runs, and starts it again, on the same port if that is free. */
  public void restart() {
    server =
        FolderLease.alone(
            folder,
            () -> {
              control.stop("fast");
              return control.running(server.port());
            });
  }

  /** Has this done before the server is given up because the process is told to end. */
  public void beforeExit(Runnable action) {
    beforeExit = action;
  }

  /** Kills the server as a crash would; returns when it is gone. Only for tests of crashes. */
  public void kill() {
    control.kill();
  }

  /** Gives the server up; the last user's close stops it. Closing twice does nothing. */
  @Override
  public void close() {
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      // the hook finds nothing left to release
    }
  }

  private static EmbeddedPostgres open(
      ServerFolder folder, Function<ServerAccount, Binaries> programs, boolean durable) {
    ServerAccount account = ServerAccount.choose(folder.root());
    ServerControl control = new ServerControl(folder, programs.apply(account), account, durable);
    EmbeddedPostgres opened = FolderLease.alone(folder, () -> join(control));
    Runtime.getRuntime().addShutdownHook(opened.atExit);
    return opened;
  }

  private static EmbeddedPostgres join(ServerControl control) {
    FolderLease lease = FolderLease.take(control.folder());
    try {
      return new EmbeddedPostgres(control, lease, control.running(ServerControl.ANY_PORT));
    } catch (EmbeddedPostgresException e) {
      lease.close();
      throw e;
    }
  }

  private void exit() {
    try {
      beforeExit.run();
    } finally {
      release();
    }
  }

  /** Whoever comes second waits: the JVM must not end while this thread stops the server. */
  private synchronized void release() {
    if (closed) {
      return;
    }
    closed = true;
    FolderLease.alone(
        folder,
        () -> {
          lease.close();
          if (!FolderLease.inUse(folder)) {
            control.stop(control.durable() ? "fast" : "immediate");
          }
          return folder;
        });
    if (!control.durable()) {
      ServerFolder.delete(folder.root());
    }
  }

  /** Stops and deletes the temporary servers of processes that were killed. */
  private static void sweepOrphans(Path parent) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, TEMPORARY_PREFIX + "*")) {
      for (Path each : all) {
        Instant changed = Files.getLastModifiedTime(each).toInstant();
        ServerFolder orphan = new ServerFolder(each);
        if (changed.isBefore(Instant.now().minus(ORPHAN_AGE)) && !FolderLease.inUse(orphan)) {
          Postmaster.on(orphan.data())
              .flatMap(server -> ProcessHandle.of(server.pid()))
              .ifPresent(ProcessHandle::destroyForcibly);
          ServerFolder.delete(each);
        }
      }
    } catch (IOException | EmbeddedPostgresException notOurs) {
      // another user's, or another process sweeps too: it is only tidying
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    String question = "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?";
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
