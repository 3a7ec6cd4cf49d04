package dev.migrationledger.runner.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** Opens connections of one address, set up so that a script sees the session psql would give. */
final class ConnectionOpener {

  private final TargetAddress address;

  ConnectionOpener(TargetAddress address) {
    this.address = address;
  }

  /** The session's application name; {@code RESET ALL} returns to it. */
  static String applicationName() {
    String version = ConnectionOpener.class.getPackage().getImplementationVersion();
    return "migration-ledger " + (version == null ? "development" : version);
  }

  Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("connectTimeout", "10");
    settings.setProperty("tcpKeepAlive", "true");
    settings.putAll(address.properties());
    settings.setProperty("user", address.user());
    if (!address.password().value().isEmpty()) {
      settings.setProperty("password", address.password().value());
    }
    settings.setProperty("ApplicationName", applicationName());
    settings.setProperty("assumeMinServerVersion", "9.4");
    settings.setProperty("prepareThreshold", "0");
    settings.setProperty("preferQueryMode", "extended");
    settings.setProperty("autosave", "never");
    settings.setProperty("reWriteBatchedInserts", "false");
    return Objects.requireNonNull(new Driver().connect(address.url(), settings));
  }

  /** The refusal that fits what the driver said while connecting. */
  TargetFailure refusal(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    String message = Objects.requireNonNullElse(e.getMessage(), "no reason given");
    return switch (state) {
      case "28P01", "28000" ->
          new TargetFailure.Authentication(address.url(), address.user(), message);
      case "3D000" -> new TargetFailure.NoSuchDatabase(address.url(), message);
      case "42501" ->
          new TargetFailure.NoRights(
              address.url(),
              message,
              "GRANT CONNECT ON DATABASE … TO " + ReceiptTable.quoted(address.user()) + ";");
      case "08004" ->
          message.contains("password")
              ? new TargetFailure.Authentication(address.url(), address.user(), message)
              : new TargetFailure.Unreachable(address.url(), message);
      default -> new TargetFailure.Unreachable(address.url(), message);
    };
  }

  static void cancelQuietly(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException alreadyGone) {
      // there is no statement then
    }
  }

  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // the server ends the session with the connection
    }
  }
}
