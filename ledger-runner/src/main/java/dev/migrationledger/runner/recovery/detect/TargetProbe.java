package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.runner.recovery.resume.BuiltIndex;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.runner.target.TargetFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks into the target's catalogs, and runs a clean-up, on a connection of its own. */
public final class TargetProbe {

  private final TargetAddress address;

  public TargetProbe(TargetAddress address) {
    this.address = address;
  }

  /** How an index stands. */
  enum Condition {
    VALID,
    INVALID,
    ABSENT,
    NOT_AN_INDEX
  }

  Condition condition(BuiltIndex index) {
    var sql = "SELECT i.indisvalid FROM pg_index i WHERE i.indexrelid = to_regclass(?)";
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, index.name());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Condition.ABSENT;
        }
        return rows.getBoolean(1) ? Condition.VALID : Condition.INVALID;
      }
    } catch (SQLException e) {
      throw unusable("look for index " + index.name(), e);
    }
  }

  /** Runs one statement outside a transaction. */
  public void run(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw unusable("run \"" + sql + "\"", e);
    }
  }

  private Connection connect() throws SQLException {
    return address.dataSource("migration-ledger recovery").getConnection();
  }

  private TargetFailure unusable(String doing, SQLException e) {
    return new TargetFailure.Unusable(
        address.url(), doing, String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
  }
}
