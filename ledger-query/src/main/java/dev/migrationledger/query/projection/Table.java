package dev.migrationledger.query.projection;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A read model's table, as a value: every statement about it is made from here.
 *
 * @param name its name in schema {@code ledger}
 * @param comment what a row is
 * @param columns every column, in order
 * @param key the columns that make a row's identity; none of them is ever null
 * @param indexes what else is indexed, each as a list of columns; after {@code INCLUDE} those that
 *     lie in the index beside them, so that counting reads no row
 */
public record Table(
    String name, String comment, List<Column> columns, List<Column> key, List<String> indexes) {

  /** The schema all tables of the ledger lie in. */
  public static final String SCHEMA = "ledger";

  public Table {
    requireNonNull(name, "name");
    requireNonNull(comment, "comment");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    indexes = List.copyOf(indexes);
    if (key.isEmpty() || !columns.containsAll(key)) {
      throw new IllegalArgumentException("the key of " + name + " must be some of its columns");
    }
  }

  /** The table with its schema. */
  public String live() {
    return SCHEMA + "." + name;
  }

  /** A place for a value in a row; −1 when the table has no such column. */
  @SuppressWarnings("ReferenceEquality") // nearly always the very one; equality is the slow way
  int ordinal(Column column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) == column) {
        return i;
      }
    }
    return columns.indexOf(column);
  }

  /** All values of a row as text, in column order. */
  public String selectList() {
    return columns.stream().map(Column::asText).collect(Collectors.joining(", "));
  }

  /** The key's columns: what rows are put in order by. */
  public String keyList() {
    return names(key);
  }

  /**
   * The statements that make it, ready for use.
   *
   * @param place the table's name with its schema
   */
  public List<String> create(String place) {
    var statements = new ArrayList<String>();
    statements.add("CREATE TABLE %s (%s, %s)".formatted(place, definitions(), keyed(place)));
    statements.addAll(indexing(place));
    statements.addAll(comments(place));
    return statements;
  }

  /**
   * The statement that makes it without key and indexes, to be filled.
   *
   * @param place the table's name with its schema
   * @param kind what comes between {@code CREATE} and {@code TABLE}, e.g. {@code TEMPORARY}
   */
  public String bare(String place, String kind) {
    return "CREATE %s TABLE %s (%s)".formatted(kind, place, definitions());
  }

  /**
   * The statements that make a bare table that is filled what {@link #create} makes, and give it
   * statistics: the server knows nothing yet of what is in it, and would plan by that for minutes.
   */
  public List<String> complete(String place) {
    var statements = new ArrayList<String>();
    statements.add("ALTER TABLE %s ADD %s".formatted(place, keyed(place)));
    statements.addAll(indexing(place));
    statements.addAll(comments(place));
    statements.add("ANALYZE " + place);
    return statements;
  }

  private String definitions() {
    return columns.stream().map(Column::definition).collect(Collectors.joining(", "));
  }

  private String keyed(String place) {
    return "CONSTRAINT %s_key PRIMARY KEY (%s)".formatted(unqualified(place), names(key));
  }

  private static String unqualified(String place) {
    return place.substring(place.indexOf('.') + 1);
  }

  /** Whether a row is an event's own. */
  public boolean isOnePerEvent() {
    return key.size() == 1 && key.getFirst().type() == Column.Type.NUMBER;
  }

  private List<String> indexing(String place) {
    var statements = new ArrayList<String>();
    for (int i = 0; i < indexes.size(); i++) {
      var parts = indexes.get(i).split(" INCLUDE ", 2);
      statements.add(
          "CREATE INDEX %s_%d ON %s (%s)".formatted(unqualified(place), i + 1, place, parts[0])
              + (parts.length == 2 ? " INCLUDE (" + parts[1] + ")" : ""));
    }
    return statements;
  }

  private List<String> comments(String place) {
    var statements = new ArrayList<String>();
    statements.add("COMMENT ON TABLE %s IS %s".formatted(place, quoted(comment)));
    for (var column : columns) {
      statements.add(
          "COMMENT ON COLUMN %s.%s IS %s"
              .formatted(place, column.name(), quoted(column.comment())));
    }
    return statements;
  }

  /** The statements that give a table made as {@code name + suffix} its own name. */
  public List<String> rename(String suffix) {
    var statements = new ArrayList<String>();
    statements.add("ALTER TABLE %s%s RENAME TO %s".formatted(live(), suffix, name));
    statements.add("ALTER INDEX %s%s_key RENAME TO %s_key".formatted(live(), suffix, name));
    for (int i = 1; i <= indexes.size(); i++) {
      statements.add("ALTER INDEX %s%s_%d RENAME TO %s_%d".formatted(live(), suffix, i, name, i));
    }
    return statements;
  }

  /** The statement that takes in rows as text, in column order. */
  public String copy(String place) {
    return "COPY %s (%s) FROM STDIN".formatted(place, names(columns));
  }

  /** One statement that writes many rows: each parameter is one column's values. */
  String upsert(String place) {
    var others = columns.stream().filter(c -> !key.contains(c)).toList();
    var change =
        others.isEmpty()
            ? "NOTHING"
            : "UPDATE SET "
                + others.stream()
                    .map(c -> c.name() + " = excluded." + c.name())
                    .collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS given(%s) ON CONFLICT (%s) DO %s"
        .formatted(
            place,
            names(columns),
            columns.stream()
                .map(c -> c.name() + "::" + c.type().sql())
                .collect(Collectors.joining(", ")),
            parameters(columns),
            names(columns),
            names(key),
            change);
  }

  /** One statement that removes many rows by key. */
  String delete(String place) {
    return "DELETE FROM %s AS gone USING unnest(%s) AS given(%s) WHERE %s"
        .formatted(
            place,
            parameters(key),
            names(key),
            key.stream()
                .map(c -> "gone." + c.name() + " = given." + c.name() + "::" + c.type().sql())
                .collect(Collectors.joining(" AND ")));
  }

  /**
   * The condition that lets through the rows of pairs of target and value. {@code OFFSET 0} keeps
   * the planner at one index look-up a pair: it may know nothing yet of a table that is being
   * filled.
   */
  String inPairs(String place, Column column) {
    return "ctid = ANY (ARRAY(SELECT found.ctid FROM unnest(?::text[], ?::%1$s[]) AS pair(t, v) CROSS"
            .formatted(column.type().sql())
        + " JOIN LATERAL (SELECT r.ctid FROM %s r WHERE r.target = pair.t AND r.%s = pair.v OFFSET 0)"
            .formatted(place, column.name())
        + " found))";
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String parameters(List<Column> columns) {
    return columns.stream().map(c -> "?::text[]").collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
