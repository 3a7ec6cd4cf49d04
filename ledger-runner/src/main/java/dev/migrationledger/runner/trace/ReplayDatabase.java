package dev.migrationledger.runner.trace;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A new, empty database for one replay, removed at the end with all that is in it. */
public final class ReplayDatabase implements AutoCloseable {

  private static final String EMBEDDED = "trace";

  private final TargetAddress address;
  private final Runnable removal;

  private ReplayDatabase(TargetAddress address, Runnable removal) {
    this.address = address;
    this.removal = removal;
  }

  /**
   * On an embedded server of its own, gone at the end.
   *
   * @throws dev.migrationledger.embedded.EmbeddedPostgresException when there is none to be had
   */
  public static ReplayDatabase embedded() {
    EmbeddedPostgres server = EmbeddedPostgres.temporary();
    try {
      server.createDatabase(EMBEDDED);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return new ReplayDatabase(
        new TargetAddress(
            server.url(EMBEDDED), server.user(), new Secret(server.password()), Map.of()),
        server::close);
  }

  /**
   * On a server that is there, beside the database that the address names, which is not touched.
   *
   * @throws TargetFailure when the server cannot be reached, or makes no database for this role
   */
  public static ReplayDatabase on(TargetAddress server) {
    String name = "ledger_trace_" + UUID.randomUUID().toString().replace("-", "");
    execute(server, "CREATE DATABASE " + name, "making the database of a replay");
    return new ReplayDatabase(
        named(server, name),
        () ->
            execute(
                server,
                "DROP DATABASE " + name + " WITH (FORCE)",
                "removing the database of a replay"));
  }

  /** The server's version, e.g. {@code 18.1}. */
  public String serverVersion() {
    try (TargetSession session = open()) {
      return session.identity().serverVersion();
    }
  }

  TargetSession open() {
    return TargetSession.open(address);
  }

  @Override
  public void close() {
    removal.run();
  }

  private static TargetAddress named(TargetAddress server, String database) {
    String url = server.url();
    int query = url.indexOf('?');
    String options = query < 0 ? "" : url.substring(query);
    String path = query < 0 ? url : url.substring(0, query);
    return new TargetAddress(
        path.substring(0, path.lastIndexOf('/') + 1) + database + options,
        server.user(),
        server.password(),
        server.properties());
  }

  private static void execute(TargetAddress address, String sql, String doing) {
    try (TargetSession session = TargetSession.open(address)) {
      Connection connection = session.connection();
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new TargetFailure.Unusable(
          address.url(),
          doing,
          Objects.requireNonNullElse(e.getSQLState(), ""),
          Objects.requireNonNullElse(e.getMessage(), "no reason given"));
    }
  }
}
