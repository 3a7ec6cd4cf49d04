package dev.migrationledger.query.projection;

import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the tables of the read models, and makes those anew whose definition changed. */
public final class Installation {

  private static final long INSTALL_LOCK = 0x4c65_6467_6572_3032L;

  private Installation() {}

  /**
   * Idempotent, and safe when several processes do it at once. The schema {@code ledger} must be
   * there.
   *
   * @param c a connection outside a transaction
   */
  public static void install(Connection c, List<ReadModel> models) {
    try {
      if (isCurrent(c, models)) {
        return;
      }
      Transactions.writing(c, () -> installLocked(c, models));
    } catch (SQLException e) {
      throw SqlFailures.of(e, "install the read models", c);
    }
  }

  private static boolean installLocked(Connection c, List<ReadModel> models) {
    try (var statement = c.createStatement()) {
      statement.execute("SELECT pg_catalog.pg_advisory_xact_lock(" + INSTALL_LOCK + ")");
      if (!exists(c, "projection_position")) {
        run(c, Positions.create());
        grant(c, Positions.TABLE);
      }
      var definitions = definitions(c);
      for (var model : models) {
        if (!model.fingerprint().equals(definitions.get(model.name()))
            || !exists(c, model.name())) {
          statement.execute("DROP TABLE IF EXISTS " + model.table().live());
          run(c, model.table().create(model.table().live()));
          grant(c, model.table().live());
          Positions.reset(c, model, Positions.NONE);
        }
      }
      return true;
    } catch (SQLException e) {
      throw SqlFailures.of(e, "install the read models", c);
    }
  }

  private static boolean isCurrent(Connection c, List<ReadModel> models) throws SQLException {
    if (!exists(c, "projection_position")) {
      return false;
    }
    var definitions = definitions(c);
    for (var model : models) {
      if (!model.fingerprint().equals(definitions.get(model.name())) || !exists(c, model.name())) {
        return false;
      }
    }
    return true;
  }

  /** Runs statements one after the other. */
  public static void run(Connection c, List<String> statements) {
    try (var statement = c.createStatement()) {
      statement.execute(String.join(";\n", statements));
    } catch (SQLException e) {
      throw SqlFailures.of(e, "define a read model", c);
    }
  }

  /** Lets the ledger's roles, where they exist, use a table: readers read, writers project. */
  public static void grant(Connection c, String place) {
    var sql =
        """
        DO $$
        BEGIN
          REVOKE ALL ON %1$s FROM PUBLIC;
          IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'ledger_reader') THEN
            GRANT SELECT ON %1$s TO ledger_reader;
          END IF;
          IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'ledger_writer') THEN
            GRANT SELECT, INSERT, UPDATE, DELETE ON %1$s TO ledger_writer;
          END IF;
        END
        $$\
        """
            .formatted(place);
    run(c, List.of(sql));
  }

  private static boolean exists(Connection c, String table) throws SQLException {
    var sql =
        "SELECT FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace n"
            + " ON n.oid = r.relnamespace WHERE n.nspname = ? AND r.relname = ?";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, Table.SCHEMA);
      statement.setString(2, table);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static Map<String, String> definitions(Connection c) throws SQLException {
    try (var statement =
            c.prepareStatement("SELECT projection, definition FROM " + Positions.TABLE);
        var rows = statement.executeQuery()) {
      var definitions = new TreeMap<String, String>();
      while (rows.next()) {
        definitions.put(rows.getString(1), rows.getString(2));
      }
      return definitions;
    }
  }
}
