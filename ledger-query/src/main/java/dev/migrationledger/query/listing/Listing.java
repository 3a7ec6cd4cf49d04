package dev.migrationledger.query.listing;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.projection.Table;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a read model that can be listed.
 *
 * @param name what they are, in the plural, e.g. {@code events}
 * @param table the read model's table
 * @param only the rows there are at all, in SQL; {@code true} for every row
 * @param order what they are put in order by
 * @param shown the columns a reader sees, in order
 * @param embedded those of them whose text is JSON
 * @param fields what narrows the list
 */
public record Listing(
    String name,
    Table table,
    String only,
    Order order,
    List<Column> shown,
    List<Column> embedded,
    List<Field> fields) {

  public Listing {
    requireNonNull(name, "name");
    requireNonNull(table, "table");
    requireNonNull(only, "only");
    requireNonNull(order, "order");
    shown = List.copyOf(shown);
    embedded = List.copyOf(embedded);
    fields = List.copyOf(fields);
  }

  /**
   * One page.
   *
   * @param given a value for each field that narrows the list, made by the field itself
   * @param target the target, empty when the list is about all
   * @throws IllegalArgumentException when the cursor is none of this list's
   */
  public ListAnswer page(
      Connection c, Map<Field, Object> given, String target, Page page, long asOf) {
    var rows = rows(c, given, page);
    var more = rows.size() > page.limit();
    var kept = more ? rows.subList(0, page.limit()) : rows;
    return new ListAnswer(
        "ledger/" + name + "/v1",
        target,
        asOf,
        kept.stream().map(this::shown).toList(),
        more ? order.cursor(kept.getLast()) : "");
  }

  private List<Row> rows(Connection c, Map<Field, Object> given, Page page) {
    var conditions = new ArrayList<String>(List.of(only));
    var parameters = new ArrayList<Object>();
    given.forEach((field, value) -> {
      conditions.add(field.condition());
      field.condition().chars().filter(ch -> ch == '?').forEach(ch -> parameters.add(value));
    });
    if (!page.after().isEmpty()) {
      conditions.add(order.after(page.descending()));
      parameters.addAll(order.values(page.after()));
    }
    parameters.add(page.limit() + 1);
    var where = conditions.stream().map(s -> "(" + s + ")").collect(Collectors.joining(" AND "));
    return Rows.select(
        c,
        read(),
        "WHERE " + where + " " + order.clause(page.descending()) + " LIMIT ?",
        parameters.toArray());
  }

  /** What is shown, and what a cursor is made of. */
  private Selection read() {
    return Selection.of(
        table,
        Stream.concat(shown.stream(), order.columns().stream()).distinct().toArray(Column[]::new));
  }

  /** What a reader sees of a row: names and values, in order. */
  public Map<String, Object> shown(Row row) {
    var line = new LinkedHashMap<String, @Nullable Object>();
    for (var column : shown) {
      line.put(column.name(), value(row, column));
    }
    return line;
  }

  private @Nullable Object value(Row row, Column column) {
    if (embedded.contains(column)) {
      var text = row.text(column);
      return text.isEmpty() ? null : AnswerJson.value(text);
    }
    return switch (column.type()) {
      case TEXT -> row.text(column);
      case FLAG -> row.flag(column);
      case TEXTS -> row.texts(column);
      case NUMBERS -> row.texts(column).stream().map(Long::valueOf).toList();
      case JSON -> AnswerJson.value(row.text(column));
      case NUMBER -> row.isNull(column) ? null : row.number(column).orElseThrow();
      case INSTANT -> Moment.of(row, column);
    };
  }
}
