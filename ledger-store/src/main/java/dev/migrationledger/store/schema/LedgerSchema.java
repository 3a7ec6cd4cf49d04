package dev.migrationledger.store.schema;

import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;

/** Makes the schema {@code ledger}, and knows which format it has. */
public final class LedgerSchema {

  /** The format this program writes. */
  public static final int FORMAT = 1;

  private static final long INSTALL_LOCK = 0x4c65_6467_6572_3031L;
  private static final String SCRIPT = "ledger-1.sql";

  private LedgerSchema() {}

  /**
   * Makes or upgrades the schema. Idempotent, and safe when several processes do it at once. The
   * connection must not be inside a transaction; its autocommit setting is kept.
   *
   * @throws StoreFailure.NoRightToInstall when the role may not, with the GRANT to run
   * @throws StoreFailure.NewerFormat when a newer program made it
   */
  public static void install(Connection c) {
    try {
      if (isCurrent(format(c))) {
        return;
      }
      var autoCommit = c.getAutoCommit();
      c.setAutoCommit(false);
      try {
        installLocked(c);
        c.commit();
      } catch (SQLException | RuntimeException e) {
        c.rollback();
        throw e;
      } finally {
        c.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw failure(c, e);
    }
  }

  /**
   * Checks that the schema is there and that this program can read it.
   *
   * @return the ledger's id
   */
  public static UUID check(Connection c) {
    try (var statement = c.prepareStatement("SELECT format, ledger_id FROM ledger.meta");
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new StoreFailure.HeadDamaged("ledger.meta is empty");
      }
      isCurrent(OptionalInt.of(rows.getInt(1)));
      return rows.getObject(2, UUID.class);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "check the ledger's format", c);
    }
  }

  private static boolean isCurrent(OptionalInt format) {
    if (format.isPresent() && format.getAsInt() > FORMAT) {
      throw new StoreFailure.NewerFormat("the ledger has", format.getAsInt(), FORMAT);
    }
    return format.isPresent() && format.getAsInt() == FORMAT;
  }

  private static OptionalInt format(Connection c) throws SQLException {
    try (var statement =
            c.prepareStatement(
                "SELECT 1 FROM pg_catalog.pg_class r"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
                    + " WHERE n.nspname = 'ledger' AND r.relname = 'meta'");
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        return OptionalInt.empty();
      }
    }
    try (var statement = c.prepareStatement("SELECT format FROM ledger.meta");
        var rows = statement.executeQuery()) {
      return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.of(FORMAT);
    }
  }

  private static void installLocked(Connection c) throws SQLException {
    try (var lock = c.prepareStatement("SELECT pg_catalog.pg_advisory_xact_lock(?)")) {
      lock.setLong(1, INSTALL_LOCK);
      lock.execute();
    }
    if (isCurrent(format(c))) {
      return;
    }
    try (var statement = c.createStatement()) {
      statement.execute(script());
    }
    try (var insert =
        c.prepareStatement("INSERT INTO ledger.meta (format, ledger_id) VALUES (?, ?)")) {
      insert.setInt(1, FORMAT);
      insert.setObject(2, UUID.randomUUID());
      insert.executeUpdate();
    }
  }

  private static String script() {
    try (var in = LedgerSchema.class.getResourceAsStream(SCRIPT)) {
      return new String(Objects.requireNonNull(in, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoreFailure failure(Connection c, SQLException e) {
    if (!"42501".equals(e.getSQLState())) {
      return SqlFailures.of(e, "install the schema \"ledger\"", c);
    }
    return new StoreFailure.NoRightToInstall(
        SqlFailures.role(c), SqlFailures.database(c), SqlFailures.firstLine(e), e);
  }
}
