package dev.migrationledger.query.listing;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a list is put in order by: columns that together name one row. A number that is absent comes
 * last.
 *
 * @param columns whole numbers first, text last
 */
public record Order(List<Column> columns) {

  private static final String SEPARATOR = ":";
  private static final String LAST = Long.toString(Long.MAX_VALUE);

  public Order {
    columns = List.copyOf(columns);
  }

  /** Order by some columns. */
  public static Order by(Column... columns) {
    return new Order(List.of(columns));
  }

  String after(boolean descending) {
    var marks = columns.stream().map(c -> "?").collect(Collectors.joining(", "));
    var names = columns.stream().map(this::expression).collect(Collectors.joining(", "));
    return "(" + names + ") " + (descending ? "<" : ">") + " (" + marks + ")";
  }

  /** By the columns themselves, for which there is an index. */
  String clause(boolean descending) {
    return columns.stream()
        .map(c -> c.name() + (descending ? " DESC NULLS FIRST" : " NULLS LAST"))
        .collect(Collectors.joining(", ", "ORDER BY ", ""));
  }

  private String expression(Column column) {
    return isNumber(column) && columns.size() > 1
        ? "coalesce(" + column.name() + ", " + LAST + ")"
        : column.name();
  }

  private static boolean isNumber(Column column) {
    return column.type() == Column.Type.NUMBER;
  }

  String cursor(Row row) {
    return columns.stream()
        .map(c -> isNumber(c) ? Long.toString(row.number(c).orElse(Long.MAX_VALUE)) : row.text(c))
        .collect(Collectors.joining(SEPARATOR));
  }

  /**
   * The values a cursor stands for.
   *
   * @throws IllegalArgumentException when no page gave such a cursor
   */
  public List<Object> values(String cursor) {
    var parts = cursor.split(SEPARATOR, columns.size());
    if (parts.length != columns.size() || cursor.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(refusal(cursor));
    }
    var values = new ArrayList<Object>();
    for (int i = 0; i < parts.length; i++) {
      if (!isNumber(columns.get(i))) {
        values.add(parts[i]);
      } else if (parts[i].matches("[0-9]{1,18}") || parts[i].equals(LAST)) {
        values.add(Long.parseLong(parts[i]));
      } else {
        throw new IllegalArgumentException(refusal(cursor));
      }
    }
    return values;
  }

  private static String refusal(String cursor) {
    return "after=" + cursor + " is no cursor; take the one that the page before gave as \"next\"";
  }
}
