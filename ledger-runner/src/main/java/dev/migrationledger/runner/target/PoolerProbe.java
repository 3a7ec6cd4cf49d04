package dev.migrationledger.runner.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether a pooler in between changes the server session from transaction to transaction:
 * other connections hold transactions open, which takes our server session away when it is not
 * ours.
 */
final class PoolerProbe {

  private static final int RIVALS = 3;

  private final String url;
  private final ConnectionOpener opener;

  PoolerProbe(String url, ConnectionOpener opener) {
    this.url = url;
    this.opener = opener;
  }

  void refuseTransactionMode(Connection connection) throws SQLException {
    int before = backendPid(connection);
    List<Connection> rivals = new ArrayList<>();
    try {
      for (int i = 0; i < RIVALS; i++) {
        Connection rival = opener.open();
        rivals.add(rival);
        rival.setAutoCommit(false);
        int taken = backendPid(rival);
        int after = backendPid(connection);
        if (taken == before || after != before) {
          throw new TargetFailure.TransactionPooling(url, before, after);
        }
      }
    } finally {
      for (Connection rival : rivals) {
        rival.close();
      }
    }
  }

  private static int backendPid(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
