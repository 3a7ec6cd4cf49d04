package dev.migrationledger.runner.target;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which database a session is in.
 *
 * @param systemIdentifier the cluster's identifier, or a substitute when the role may not read it
 * @param substitute whether the identifier is a substitute, made of address and database number
 * @param database the database's name
 * @param serverVersion e.g. {@code 18.1}
 * @param sessionUser the role that logged in
 * @param backendPid the server process
 */
public record TargetIdentity(
    String systemIdentifier,
    boolean substitute,
    String database,
    String serverVersion,
    String sessionUser,
    int backendPid) {

  private static final int OLDEST = 140_000;

  public TargetIdentity {
    requireNonNull(systemIdentifier, "systemIdentifier");
    requireNonNull(database, "database");
    requireNonNull(serverVersion, "serverVersion");
    requireNonNull(sessionUser, "sessionUser");
  }

  /** The database at the other end. */
  static TargetIdentity of(TargetAddress address, Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      try (ResultSet row =
          sql.executeQuery(
              "SELECT current_database(), current_setting('server_version'),"
                  + " current_setting('server_version_num')::int, session_user, pg_backend_pid(),"
                  + " pg_is_in_recovery(), has_function_privilege('pg_control_system()',"
                  + " 'EXECUTE'), (SELECT oid FROM pg_database WHERE datname ="
                  + " current_database())")) {
        row.next();
        if (row.getInt(3) < OLDEST) {
          throw new TargetFailure.TooOld(address.url(), row.getString(2));
        }
        if (row.getBoolean(6)) {
          throw new TargetFailure.Standby(address.url());
        }
        boolean permitted = row.getBoolean(7);
        String substitute = "substitute:" + address.url() + "#" + row.getString(8);
        String version = row.getString(2).replaceFirst(" .*", "");
        TargetIdentity known =
            new TargetIdentity(
                substitute, true, row.getString(1), version, row.getString(4), row.getInt(5));
        return permitted ? withSystemIdentifier(sql, known) : known;
      }
    }
  }

  /**
   * The timeline that the cluster writes now, by the name of its write-ahead log file: the control
   * file tells the one of the last checkpoint. 0 where the role or the server does not tell.
   */
  static int timeline(Connection connection) {
    try (Statement sql = connection.createStatement()) {
      try (ResultSet row =
          sql.executeQuery("SELECT pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn())")) {
        row.next();
        return Integer.parseInt(row.getString(1).substring(0, 8), 16);
      }
    } catch (SQLException | NumberFormatException e) {
      return 0;
    }
  }

  /** Whether nobody has made a relation in the database, the ledger and extensions aside. */
  static boolean holdsNothing(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                """
                SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'ledger')
                    AND n.nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (
                      SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                        AND d.objid = c.oid AND d.deptype = 'e'))\
                """)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static TargetIdentity withSystemIdentifier(Statement sql, TargetIdentity known)
      throws SQLException {
    try (ResultSet row = sql.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
      row.next();
      return new TargetIdentity(
          row.getString(1),
          false,
          known.database(),
          known.serverVersion(),
          known.sessionUser(),
          known.backendPid());
    }
  }
}
