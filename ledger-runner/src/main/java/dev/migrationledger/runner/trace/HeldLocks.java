package dev.migrationledger.runner.trace;

import dev.migrationledger.runner.trace.seen.LockMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Asks which locks on relations a session holds or waits for. */
final class HeldLocks {

  private static final String QUESTION =
      "SELECT relation::bigint, mode FROM pg_catalog.pg_locks WHERE pid = ? AND locktype ="
          + " 'relation' AND relation >= "
          + Catalog.FIRST_OF_USERS
          + " ORDER BY 1, 2";

  private HeldLocks() {}

  /** A lock of a session. */
  record Held(long relation, LockMode mode) {}

  static Set<Held> of(Connection over, int backendPid) throws SQLException {
    try (PreparedStatement question = over.prepareStatement(QUESTION)) {
      question.setInt(1, backendPid);
      try (ResultSet row = question.executeQuery()) {
        Set<Held> held = new LinkedHashSet<>();
        while (row.next()) {
          held.add(new Held(row.getLong(1), LockMode.of(row.getString(2))));
        }
        return held;
      }
    }
  }
}
