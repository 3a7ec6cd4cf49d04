package dev.migrationledger.runner.process;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A lock in the target at which a script waits, so that it is known to be inside. A replay has a
 * database, and so a lock, of its own.
 */
final class Gate {

  /** What a script says to wait. */
  static final String GATE = "SELECT pg_advisory_xact_lock(4711);";

  static final String AT_GATE =
      "EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname ="
          + " current_database() AND l.locktype = 'advisory' AND l.objid = 4711 AND NOT l.granted)";

  static final String NOBODY_ELSE =
      "NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <>"
          + " pg_backend_pid() AND backend_type = 'client backend')";

  private Gate() {}

  /** Closes it until the transaction ends. */
  static Connection close(Site site) throws SQLException {
    var gate = site.connect(site.database);
    gate.setAutoCommit(false);
    gate.createStatement().execute(GATE);
    return gate;
  }
}
