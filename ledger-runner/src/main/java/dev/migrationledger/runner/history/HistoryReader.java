package dev.migrationledger.runner.history;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.runner.schema.ReadOnly;
import dev.migrationledger.runner.target.TargetSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The room's entry: reads the rows of a history table in a transaction that cannot write. */
public final class HistoryReader {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private HistoryReader() {}

  /**
   * Reads.
   *
   * @param mapping the columns of a hand-made table
   * @throws HistoryRefused when it is not that tool's table, or not readable
   */
  public static ForeignHistory read(TargetSession session, HistoryTable table, Mapping mapping) {
    var missing = table.tool().columns().stream().filter(c -> table.column(c).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new HistoryRefused.OtherColumns(table, missing);
    }
    if (!table.readable()) {
      throw new HistoryRefused.NotReadable(table, "the role lacks the right");
    }
    var query = HistoryQuery.of(table, mapping);
    try {
      return new ForeignHistory(table, ReadOnly.ask(session, LONGEST, c -> rows(c, query)));
    } catch (SQLException e) {
      throw new HistoryRefused.NotReadable(
          table, String.valueOf(e.getMessage()).replace("\n", " "));
    }
  }

  private static List<ForeignRow> rows(Connection connection, String query) throws SQLException {
    var rows = new ArrayList<ForeignRow>();
    try (var sql = connection.createStatement()) {
      sql.setFetchSize(1_000);
      try (var row = sql.executeQuery(query)) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
    }
    return rows;
  }

  private static ForeignRow row(ResultSet row) throws SQLException {
    return new ForeignRow(
        text(row, 1),
        text(row, 2),
        text(row, 3),
        ImportedRow.State.valueOf(row.getString(4)),
        text(row, 5),
        text(row, 6),
        row.getObject(7) == null ? -1 : row.getLong(7),
        text(row, 8),
        row.getBoolean(9));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    var text = row.getString(column);
    return text == null ? "" : text;
  }
}
