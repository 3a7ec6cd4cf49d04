package dev.migrationledger.query.projection;

import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Up to which event each read model has come: one row each, locked while it moves. */
public final class Positions {

  /** The position before any event. */
  public static final long NONE = -1;

  static final String TABLE = Table.SCHEMA + ".projection_position";

  private Positions() {}

  static List<String> create() {
    return List.of(
        "CREATE TABLE "
            + TABLE
            + " (projection text PRIMARY KEY, position bigint NOT NULL CHECK (position >= -1),"
            + " definition text NOT NULL, updated_at timestamptz NOT NULL DEFAULT now())",
        "COMMENT ON TABLE " + TABLE + " IS 'Up to which event each read model has come.'",
        "COMMENT ON COLUMN " + TABLE + ".projection IS 'The read model: the name of its table.'",
        "COMMENT ON COLUMN "
            + TABLE
            + ".position IS 'Index of the last event its rows hold, -1 before the first.'",
        "COMMENT ON COLUMN "
            + TABLE
            + ".definition IS 'SHA-256 of the definition that made the rows.'",
        "COMMENT ON COLUMN " + TABLE + ".updated_at IS 'When it moved last, database clock.'");
  }

  /**
   * The index that all of them cover, without locking.
   *
   * @throws QueryFailure.NotInstalled when one has no position
   */
  public static long covered(Connection c, List<ReadModel> models) {
    return lowest(models, read(c, ""));
  }

  /**
   * The index that all of them cover, when that is the last of the log as this transaction sees it.
   *
   * @param before statements that are sent with it in one message, and give no rows
   * @throws QueryFailure.NotInstalled when one has no position
   */
  static OptionalLong current(Connection c, List<ReadModel> models, String before) {
    var sql =
        before
            + "SELECT p.projection, p.position, h.size FROM "
            + TABLE
            + " p LEFT JOIN ledger.head h ON true";
    try (var statement = c.createStatement();
        var rows = onlyRows(statement, sql)) {
      var positions = new TreeMap<String, Long>();
      long size = NONE;
      while (rows.next()) {
        positions.put(rows.getString(1), rows.getLong(2));
        size = rows.getObject(3) == null ? NONE : rows.getLong(3);
      }
      long lowest = lowest(models, positions);
      return lowest == size - 1 ? OptionalLong.of(lowest) : OptionalLong.empty();
    } catch (SQLException e) {
      if (isMissing(e) && !String.valueOf(e.getMessage()).contains("projection_position")) {
        throw new QueryFailure.NotInstalled(
            "one of the tables " + Transactions.names(models) + " is missing");
      }
      throw failed(c, e);
    }
  }

  private static ResultSet onlyRows(Statement statement, String sql) throws SQLException {
    boolean rows = statement.execute(sql);
    while (!rows) {
      rows = statement.getMoreResults();
    }
    return statement.getResultSet();
  }

  /** The position of each read model, without locking; those without a row are absent. */
  public static Map<String, Long> all(Connection c) {
    return read(c, "");
  }

  /** The positions, locked until the transaction ends; waits for whoever moves them. */
  public static Map<String, Long> lock(Connection c, List<ReadModel> models) {
    var positions = read(c, " FOR UPDATE");
    lowest(models, positions);
    return positions;
  }

  static long lowest(List<ReadModel> models, Map<String, Long> positions) {
    long lowest = Long.MAX_VALUE;
    for (var model : models) {
      var position = positions.get(model.name());
      if (position == null) {
        throw new QueryFailure.NotInstalled("read model " + model.name() + " has no position");
      }
      lowest = Math.min(lowest, position);
    }
    return lowest;
  }

  private static Map<String, Long> read(Connection c, String lock) {
    var sql = "SELECT projection, position FROM " + TABLE + " ORDER BY projection" + lock;
    try (var statement = c.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      var positions = new TreeMap<String, Long>();
      while (rows.next()) {
        positions.put(rows.getString(1), rows.getLong(2));
      }
      return positions;
    } catch (SQLException e) {
      throw failed(c, e);
    }
  }

  private static RuntimeException failed(Connection c, SQLException e) {
    return isMissing(e)
        ? new QueryFailure.NotInstalled("table " + TABLE + " is missing")
        : SqlFailures.of(e, "read the positions of the read models", c);
  }

  private static boolean isMissing(SQLException e) {
    return "42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState());
  }

  /** Says that these read models, or those of them that are behind, have come to an event. */
  static void move(Connection c, List<ReadModel> models, long position) {
    var sql =
        "UPDATE "
            + TABLE
            + " SET position = ?, updated_at = now() WHERE position < ? AND projection = ANY (?)";
    try (var statement = c.prepareStatement(sql)) {
      statement.setLong(1, position);
      statement.setLong(2, position);
      statement.setArray(
          3, c.createArrayOf("text", models.stream().map(ReadModel::name).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "move the read models to event " + position, c);
    }
  }

  /** Says that one read model was made anew by its present definition, up to an event. */
  public static void reset(Connection c, ReadModel model, long position) {
    var sql =
        "INSERT INTO "
            + TABLE
            + " (projection, position, definition) VALUES (?, ?, ?) ON CONFLICT (projection)"
            + " DO UPDATE SET position = excluded.position, definition = excluded.definition,"
            + " updated_at = now()";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, model.name());
      statement.setLong(2, position);
      statement.setString(3, model.fingerprint());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "set the position of " + model.name(), c);
    }
  }
}
