package dev.migrationledger.api.access;

import dev.migrationledger.query.projection.Transactions;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** Makes the tables about access, and knows which format they have. */
public final class AccessSchema {

  private static final int FORMAT = 3;
  private static final String TABLES = "the tables about access";
  private static final long INSTALL_LOCK = 0x4c65_6467_6572_3035L;

  /** Whether this role may change the tables, and whose they are. */
  private static final String OWNED =
      "SELECT pg_catalog.pg_has_role(r.relowner, 'USAGE'), pg_catalog.pg_get_userbyid(r.relowner),"
          + " current_user FROM pg_catalog.pg_class r"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
          + " WHERE n.nspname = 'ledger' AND r.relname = 'access_log'";

  private AccessSchema() {}

  /**
   * Idempotent, and safe when several processes do it at once. The schema {@code ledger} must be
   * there.
   *
   * @param c a connection outside a transaction
   * @throws StoreFailure when the role may not, or a newer program made them
   */
  public static void install(Connection c) {
    try {
      if (!isCurrent(c)) {
        Transactions.writing(c, () -> installLocked(c));
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look for the tables about access", c);
    }
  }

  private static boolean isCurrent(Connection c) throws SQLException {
    int format = format(c);
    if (format > FORMAT) {
      throw new StoreFailure.NewerFormat(TABLES + " have", format, FORMAT);
    }
    if (format > 0 && format < FORMAT) {
      mustOwn(c, format);
    }
    return format == FORMAT;
  }

  /** The format of the tables that are there, 0 when there are none. */
  private static int format(Connection c) throws SQLException {
    var exists =
        "SELECT FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace n"
            + " ON n.oid = r.relnamespace WHERE n.nspname = 'ledger'"
            + " AND r.relname = 'access_format'";
    try (var statement = c.createStatement();
        var rows = statement.executeQuery(exists)) {
      if (!rows.next()) {
        return 0;
      }
    }
    try (var statement = c.createStatement();
        var rows = statement.executeQuery("SELECT format FROM ledger.access_format")) {
      return rows.next() ? rows.getInt(1) : 1;
    }
  }

  private static void mustOwn(Connection c, int format) throws SQLException {
    try (var statement = c.createStatement();
        var rows = statement.executeQuery(OWNED)) {
      if (rows.next() && !rows.getBoolean(1)) {
        throw new StoreFailure.NoRightToUpgrade(
            TABLES, format, FORMAT, rows.getString(2), rows.getString(3));
      }
    }
  }

  private static boolean installLocked(Connection c) {
    try (var statement = c.createStatement()) {
      statement.execute("SELECT pg_catalog.pg_advisory_xact_lock(" + INSTALL_LOCK + ")");
      if (!isCurrent(c)) {
        for (int next = format(c) + 1; next <= FORMAT; next++) {
          statement.execute(script("access-" + next + ".sql"));
        }
      }
      return true;
    } catch (SQLException e) {
      throw SqlFailures.of(e, "make the tables about access", c);
    }
  }

  private static String script(String name) {
    try (var in = AccessSchema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
