package dev.migrationledger.api;

import dev.migrationledger.query.projection.Positions;
import dev.migrationledger.query.projection.QueryFailure;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the ledger can be reached, its format, and how many events each read model lacks. */
final class LedgerHealth implements HealthIndicator {

  private final DataSource ds;

  LedgerHealth(DataSource ds) {
    this.ds = ds;
  }

  @Override
  public Health health() {
    try (var c = ds.getConnection()) {
      return read(c);
    } catch (SQLException e) {
      var failure = SqlFailures.of(e, "reach the ledger");
      return down(failure.code(), failure);
    } catch (StoreFailure e) {
      return down(e.code(), e);
    } catch (QueryFailure e) {
      return down(e.code(), e);
    }
  }

  private static Health read(Connection c) throws SQLException {
    var positions = Positions.all(c);
    var sql = "SELECT m.format, h.size FROM ledger.meta m CROSS JOIN ledger.head h";
    try (var statement = c.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        return down("STORE-010", new StoreFailure.HeadDamaged("there is no head row"));
      }
      var size = rows.getLong("size");
      var lag = new TreeMap<String, Long>();
      positions.forEach((model, at) -> lag.put(model, size - 1 - at));
      return Health.up()
          .withDetail("reachable", true)
          .withDetail("format", rows.getInt("format"))
          .withDetail("events", size)
          .withDetail("lag", lag)
          .build();
    }
  }

  private static Health down(String code, RuntimeException e) {
    return Health.down()
        .withDetail("reachable", !(e instanceof StoreFailure.Unreachable))
        .withDetail("code", code)
        .withDetail("message", String.valueOf(e.getMessage()))
        .build();
  }
}
