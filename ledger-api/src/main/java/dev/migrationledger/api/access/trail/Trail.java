package dev.migrationledger.api.access.trail;

import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** Writes what was done into {@code ledger.access_log}. */
public final class Trail {

  private static final String INSERT =
      "INSERT INTO ledger.access_log (happened_at, action, principal, kind, authenticated_by,"
          + " credential, client, address, status, as_of)"
          + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, h.size - 1 FROM ledger.head h";

  private Trail() {}

  /** Adds what was done, in the transaction of the connection if it is in one. */
  public static void add(Connection c, List<Visit> visits) {
    try (var statement = c.prepareStatement(INSERT)) {
      for (var visit : visits) {
        var who = visit.who();
        statement.setObject(1, visit.at().atOffset(ZoneOffset.UTC));
        statement.setString(2, visit.action());
        statement.setString(3, who.principal());
        statement.setString(4, who.kind());
        statement.setString(5, who.authenticatedBy());
        statement.setString(6, who.credential());
        statement.setString(7, who.client());
        statement.setString(8, visit.address());
        statement.setInt(9, visit.status());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "record who used the service", c);
    }
  }
}
