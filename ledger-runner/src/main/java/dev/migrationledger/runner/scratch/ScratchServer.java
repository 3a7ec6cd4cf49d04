package dev.migrationledger.runner.scratch;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetFailure;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/** A server on which new, empty databases are made and removed. */
public final class ScratchServer implements AutoCloseable {

  private static final String MAINTENANCE = "postgres";
  private static final String PREFIX = "ledger_scratch_";

  /** Their names tell when they were made; nobody who works in one leaves it for a moment. */
  private static final String ORPHANS =
      "SELECT datname FROM pg_catalog.pg_database d WHERE datname ~ '^"
          + PREFIX
          + "[0-9]{10}_[0-9a-f]{16}$' AND substr(datname, 16, 10)::int8"
          + " < extract(epoch FROM now()) - 60 AND NOT EXISTS"
          + " (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)";

  private final TargetAddress address;
  private final boolean ours;
  private final Runnable end;

  private ScratchServer(TargetAddress address, boolean ours, Runnable end) {
    this.address = address;
    this.ours = ours;
    this.end = end;
  }

  /**
   * An embedded server of its own, gone at the end; those of killed processes are removed too.
   *
   * @throws dev.migrationledger.embedded.EmbeddedPostgresException when there is none to be had
   */
  public static ScratchServer embedded() {
    EmbeddedPostgres server = EmbeddedPostgres.temporary();
    TargetAddress address =
        new TargetAddress(
            server.url(MAINTENANCE), server.user(), new Secret(server.password()), Map.of());
    return new ScratchServer(address, true, server::close);
  }

  /** A server that is there; the database that the address names is not touched. */
  public static ScratchServer at(TargetAddress address) {
    return new ScratchServer(address, false, () -> {});
  }

  /**
   * The server's version, e.g. {@code 18.1}.
   *
   * @throws TargetFailure when the server cannot be reached
   */
  public String version() {
    try (TargetSession session = TargetSession.open(address)) {
      return session.identity().serverVersion();
    }
  }

  /**
   * Makes a database.
   *
   * @throws TargetFailure when the server cannot be reached, or makes no database for this role
   */
  public ScratchDatabase create() {
    try (TargetSession session = TargetSession.open(address)) {
      Connection connection = session.connection();
      sweep(connection);
      List<String> roles = roles(connection);
      String second = texts(connection, "SELECT extract(epoch FROM now())::int8").getFirst();
      String random = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
      String name = PREFIX + second + "_" + random;
      execute(connection, "CREATE DATABASE " + name);
      return ScratchDatabase.occupy(this, name, roles);
    } catch (SQLException e) {
      throw unusable("making a database to try scripts in", e);
    }
  }

  /** Whether nobody else uses the server. */
  boolean isOurs() {
    return ours;
  }

  TargetAddress address(String database) {
    String url = address.url();
    int query = url.indexOf('?');
    String options = query < 0 ? "" : url.substring(query);
    String path = query < 0 ? url : url.substring(0, query);
    return new TargetAddress(
        path.substring(0, path.lastIndexOf('/') + 1) + database + options,
        address.user(),
        address.password(),
        address.properties());
  }

  /** Removes a database, then the roles that are new and, on another's server, were made in it. */
  void remove(String database, List<String> known, Predicate<String> made) {
    try (TargetSession session = TargetSession.open(address)) {
      Connection connection = session.connection();
      execute(connection, "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
      for (String role : roles(connection)) {
        if (!known.contains(role) && (ours || made.test(role))) {
          dropRole(connection, role);
        }
      }
    } catch (SQLException e) {
      throw unusable("removing the database that scripts were tried in", e);
    }
  }

  @Override
  public void close() {
    end.run();
  }

  private static List<String> roles(Connection connection) throws SQLException {
    return texts(connection, "SELECT rolname FROM pg_catalog.pg_roles ORDER BY oid");
  }

  /** One that something elsewhere depends on is somebody's, and stays. */
  private static void dropRole(Connection connection, String role) {
    try {
      execute(connection, "DROP ROLE \"" + role.replace("\"", "\"\"") + "\"");
    } catch (SQLException stays) {
      // the server says what depends on it, and that is nobody's question here
    }
  }

  private static void sweep(Connection connection) throws SQLException {
    for (String orphan : texts(connection, ORPHANS)) {
      try {
        execute(connection, "DROP DATABASE IF EXISTS " + orphan);
      } catch (SQLException notOurs) {
        // another role's, or somebody sweeps too: it is only tidying
      }
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private TargetFailure unusable(String doing, SQLException e) {
    return new TargetFailure.Unusable(
        address.url(),
        doing,
        Objects.requireNonNullElse(e.getSQLState(), ""),
        Objects.requireNonNullElse(e.getMessage(), "no reason given"));
  }
}
