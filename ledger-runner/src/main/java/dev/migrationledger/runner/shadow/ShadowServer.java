package dev.migrationledger.runner.shadow;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.runner.scratch.ScratchDatabase;
import dev.migrationledger.runner.scratch.ScratchServer;
import dev.migrationledger.runner.target.TargetAddress;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where scripts are replayed; used, and started, when there is something to replay. */
public final class ShadowServer implements AutoCloseable {

  private static final String SUPERUSER = "postgres";

  private final Supplier<ScratchServer> start;
  private final boolean embedded;
  private final String role;
  private @Nullable ScratchServer server;

  private ShadowServer(Supplier<ScratchServer> start, boolean embedded, String role) {
    this.start = start;
    this.embedded = embedded;
    this.role = role;
  }

  /** An embedded server of its own. */
  public static ShadowServer embedded() {
    return new ShadowServer(ScratchServer::embedded, true, SUPERUSER);
  }

  /** A server that is there; databases are made on it and removed. */
  public static ShadowServer at(TargetAddress address) {
    return new ShadowServer(() -> ScratchServer.at(address), false, address.user());
  }

  /** Whether it is an embedded one. */
  public boolean isEmbedded() {
    return embedded;
  }

  /**
   * The roles that may own what a replay makes and no migration names an owner for: a schema that
   * is known may have been made on another server than this.
   */
  public Set<String> roles() {
    var roles = new TreeSet<>(Set.of(SUPERUSER));
    roles.add(role);
    return Set.copyOf(roles);
  }

  /** The server's major version; an embedded one is not started for it. */
  public String majorVersion() {
    return embedded
        ? EmbeddedPostgres.majorVersion()
        : server().version().replaceFirst("[^0-9].*", "");
  }

  ScratchDatabase database() {
    return server().create();
  }

  private ScratchServer server() {
    if (server == null) {
      server = start.get();
    }
    return server;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
