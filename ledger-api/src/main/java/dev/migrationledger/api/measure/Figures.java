package dev.migrationledger.api.measure;

import dev.migrationledger.query.projection.Positions;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the ledger's tables say now. The read models are read as they are, not moved on first: their
 * lag is one of the figures.
 */
final class Figures {

  private static final String MIGRATIONS =
      "SELECT target, status, count(*) FROM ledger.schema_migrations WHERE known GROUP BY 1, 2";
  private static final String RUNS =
      "SELECT target, outcome, count(*) FROM ledger.run GROUP BY 1, 2";
  private static final String EDITS =
      "SELECT target, state, count(*) FROM ledger.edit_history GROUP BY 1, 2";
  private static final String DRIFT =
      "SELECT target, state, count(*) FROM ledger.drift_history GROUP BY 1, 2";
  private static final String LAST =
      "SELECT extract(epoch FROM clock_timestamp() - recorded_at),"
          + " extract(epoch FROM recorded_at - occurred_at)"
          + " FROM ledger.entry ORDER BY index DESC LIMIT 1";

  private final Map<String, Long> positions;
  private final Map<Meter, Double> counts = new HashMap<>();
  private final Map<Meter, Double> values = new HashMap<>();

  private Figures(Map<String, Long> positions) {
    this.positions = positions;
  }

  /** Before anything was read. */
  static Figures none() {
    return new Figures(Map.of());
  }

  /** Reads them; what is counted is not counted again while no read model has moved. */
  Figures next(Connection c) {
    var figures = new Figures(Positions.all(c));
    try {
      if (figures.positions.equals(positions)) {
        figures.counts.putAll(counts);
      } else {
        figures.grouped(c, MIGRATIONS, Kind.MIGRATIONS);
        figures.grouped(c, RUNS, Kind.RUNS);
        figures.grouped(c, EDITS, Kind.EDITS);
        figures.grouped(c, DRIFT, Kind.DRIFT);
      }
      figures.log(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "measure the ledger", c);
    }
    figures.values.putAll(figures.counts);
    return figures;
  }

  /** Every figure. */
  Map<Meter, Double> values() {
    return Map.copyOf(values);
  }

  private void log(Connection c) throws SQLException {
    long size;
    try (var statement = c.prepareStatement("SELECT size FROM ledger.head");
        var row = statement.executeQuery()) {
      size = row.next() ? row.getLong(1) : 0;
    }
    values.put(new Meter(Kind.EVENTS, "", ""), (double) size);
    positions.forEach((model, at) ->
        values.put(new Meter(Kind.PROJECTION_LAG, model, ""), (double) Math.max(0, size - 1 - at)));
    try (var statement = c.prepareStatement(LAST);
        var row = statement.executeQuery()) {
      if (row.next()) {
        values.put(new Meter(Kind.LAST_EVENT_AGE, "", ""), row.getDouble(1));
        values.put(new Meter(Kind.APPEND_LAG, "", ""), row.getDouble(2));
      }
    }
  }

  private void grouped(Connection c, String sql, Kind kind) throws SQLException {
    try (var statement = c.prepareStatement(sql);
        var row = statement.executeQuery()) {
      while (row.next()) {
        counts.put(new Meter(kind, row.getString(1), row.getString(2)), (double) row.getLong(3));
      }
    }
  }
}
