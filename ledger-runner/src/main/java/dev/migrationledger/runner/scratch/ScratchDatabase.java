package dev.migrationledger.runner.scratch;

import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetSession;
import java.util.List;
import java.util.function.Predicate;

/** A new, empty database to try scripts in, removed at the end with all that is in it. */
public final class ScratchDatabase implements AutoCloseable {

  private final ScratchServer server;
  private final String name;
  private final List<String> roles;
  private final TargetSession occupant;
  private Runnable after = () -> {};
  private Predicate<String> made = role -> false;

  private ScratchDatabase(
      ScratchServer server, String name, List<String> roles, TargetSession occupant) {
    this.server = server;
    this.name = name;
    this.roles = List.copyOf(roles);
    this.occupant = occupant;
  }

  /** Connected to as long as it is used, so that nobody takes it for one that was left. */
  static ScratchDatabase occupy(ScratchServer server, String name, List<String> roles) {
    return new ScratchDatabase(server, name, roles, TargetSession.open(server.address(name)));
  }

  /**
   * On an embedded server of its own, gone at the end.
   *
   * @throws dev.migrationledger.embedded.EmbeddedPostgresException when there is none to be had
   */
  public static ScratchDatabase embedded() {
    return alone(ScratchServer.embedded());
  }

  /**
   * On a server that is there, beside the database that the address names, which is not touched.
   *
   * @throws dev.migrationledger.runner.target.TargetFailure when the server cannot be reached, or
   *     makes no database for this role
   */
  public static ScratchDatabase on(TargetAddress address) {
    return alone(ScratchServer.at(address));
  }

  private static ScratchDatabase alone(ScratchServer server) {
    try {
      ScratchDatabase database = server.create();
      database.after = server::close;
      return database;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The server's version, e.g. {@code 18.1}. */
  public String serverVersion() {
    return occupant.identity().serverVersion();
  }

  /** A session on it; the caller closes it. */
  public TargetSession open() {
    return TargetSession.open(server.address(name));
  }

  /** Which of the roles that are new at the end were made here, and go with the database. */
  public void dropRoles(Predicate<String> madeHere) {
    made = madeHere;
  }

  @Override
  public void close() {
    try {
      occupant.close();
      server.remove(name, roles, made);
    } finally {
      after.run();
    }
  }
}
