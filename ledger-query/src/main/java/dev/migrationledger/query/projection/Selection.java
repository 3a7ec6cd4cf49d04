package dev.migrationledger.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some of a table's columns, to be read and no others: a reader that shows five of twenty need not
 * have the database write out the rest. A column that was not read cannot be asked for.
 */
public final class Selection {

  private final Table table;
  private final List<Column> columns;
  private final int[] ordinals;
  private final String sql;

  private Selection(Table table, List<Column> columns) {
    this.table = table;
    this.columns = columns;
    this.ordinals = columns.stream().mapToInt(table::ordinal).toArray();
    this.sql =
        "SELECT "
            + columns.stream().map(Column::asRead).collect(Collectors.joining(", "))
            + " FROM ";
  }

  /** All columns. */
  public static Selection all(Table table) {
    return new Selection(table, table.columns());
  }

  /** These columns. */
  public static Selection of(Table table, Column... columns) {
    return new Selection(table, List.of(columns));
  }

  /** These columns, and others. */
  public Selection and(Column... more) {
    return new Selection(table, Stream.concat(columns.stream(), Stream.of(more)).toList());
  }

  Table table() {
    return table;
  }

  /** The row that a result stands at. */
  Row read(ResultSet result) throws SQLException {
    var row = Row.unread(table);
    for (int i = 0; i < ordinals.length; i++) {
      row.read(ordinals[i], columns.get(i).read(result, i + 1));
    }
    return row;
  }

  /** The statement up to the table's name. */
  String sql() {
    return sql;
  }
}
