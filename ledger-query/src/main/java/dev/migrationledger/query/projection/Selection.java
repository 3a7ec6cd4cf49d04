package dev.migrationledger.query.projection;

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
            + columns.stream().map(Column::asText).collect(Collectors.joining(", "))
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

  /** Where each value of a result has its place in a row. */
  int[] ordinals() {
    return ordinals;
  }

  /** The statement up to the table's name. */
  String sql() {
    return sql;
  }
}
