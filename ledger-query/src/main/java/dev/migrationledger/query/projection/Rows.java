package dev.migrationledger.query.projection;

import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a batch of events works on: fetched before, changed in memory, written
 * with one statement after.
 */
public final class Rows {

  private final @Nullable Connection connection;
  private final Table table;
  private final String place;
  private final Map<List<String>, Row> present = new LinkedHashMap<>();
  private final Map<List<String>, Row> removed = new LinkedHashMap<>();

  /**
   * A working set without rows.
   *
   * @param place the table's name with its schema: live, or one that is being replayed into
   */
  public Rows(Connection connection, Table table, String place) {
    this.connection = connection;
    this.table = table;
    this.place = place;
  }

  private Rows(Table table) {
    this.connection = null;
    this.table = table;
    this.place = table.live();
  }

  /** A working set that starts empty and is never written. */
  public static Rows inMemory(Table table) {
    return new Rows(table);
  }

  /**
   * Reads rows of a live table.
   *
   * @param rest what comes after {@code FROM}: conditions and order, with parameters as {@code ?}
   * @param parameters text, numbers, or arrays of either
   */
  public static List<Row> select(
      Connection connection, Table table, String rest, Object... parameters) {
    return select(connection, Selection.all(table), table.live(), rest, parameters);
  }

  /**
   * Reads some columns of a live table's rows.
   *
   * @param rest what comes after {@code FROM}: conditions and order, with parameters as {@code ?}
   * @param parameters text, numbers, or arrays of either
   */
  public static List<Row> select(
      Connection connection, Selection selection, String rest, Object... parameters) {
    return select(connection, selection, selection.table().live(), rest, parameters);
  }

  /**
   * Reads one text column of a live table's rows.
   *
   * @param rest what comes after {@code FROM}: conditions and order, with parameters as {@code ?}
   * @param parameters text, numbers, or arrays of either
   */
  public static List<String> texts(
      Connection connection, Table table, Column column, String rest, Object... parameters) {
    var found = new ArrayList<String>();
    var sql = "SELECT " + column.name() + " FROM " + table.live() + " " + rest;
    each(connection, table.live(), sql, parameters, rows -> found.add(rows.getString(1)));
    return found;
  }

  private static List<Row> select(
      Connection c, Selection selection, String place, String rest, Object... parameters) {
    var found = new ArrayList<Row>();
    each(
        c,
        place,
        selection.sql() + place + " " + rest,
        parameters,
        rows -> found.add(selection.read(rows)));
    return found;
  }

  /** Takes one row in. */
  private interface Taking {
    void take(ResultSet row) throws SQLException;
  }

  private static void each(
      Connection c, String place, String sql, Object[] parameters, Taking taking) {
    try (var statement = c.prepareStatement(sql)) {
      bind(statement, parameters);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          taking.take(rows);
        }
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read " + place, c);
    }
  }

  /** Brings the rows in that the condition names; rows that are in already stay as they are. */
  public void fetch(String condition, Object... parameters) {
    if (connection == null) {
      return;
    }
    for (var row :
        select(connection, Selection.all(table), place, "WHERE " + condition, parameters)) {
      if (!removed.containsKey(row.key())) {
        present.putIfAbsent(row.key(), row);
      }
    }
  }

  /**
   * Brings in the rows of many targets that have one of the target's values in a column, with one
   * statement that looks each pair up in an index of target and column.
   *
   * @param column the column: text, or numbers
   * @param wanted the values by target
   */
  public void fetch(Column column, Map<String, ? extends Collection<?>> wanted) {
    var targets = new ArrayList<String>();
    var values = new ArrayList<String>();
    wanted.forEach((target, those) ->
        those.forEach(value -> {
          targets.add(target);
          values.add(String.valueOf(value));
        }));
    if (!targets.isEmpty()) {
      fetch(
          table.inPairs(place, column),
          targets.toArray(String[]::new),
          (Object) values.toArray(String[]::new));
    }
  }

  /** The row with this key, when it is in. */
  public Optional<Row> find(String... key) {
    return Optional.ofNullable(present.get(List.of(key)));
  }

  /** Every row that is in. */
  public Collection<Row> all() {
    return List.copyOf(present.values());
  }

  /** How many rows are in. */
  public int size() {
    return present.size();
  }

  /** Every row that is in; none of them is in any longer. */
  public List<Row> drained() {
    var rows = List.copyOf(present.values());
    present.clear();
    return rows;
  }

  /** A fresh row with this key; takes the place of one that is there. */
  public Row create(String... key) {
    var row = Row.empty(table);
    for (int i = 0; i < key.length; i++) {
      row.set(table.key().get(i), key[i]);
    }
    present.put(row.key(), row);
    removed.remove(row.key());
    return row;
  }

  /** Takes a row out. */
  public void remove(Row row) {
    present.remove(row.key());
    removed.put(row.key(), row);
  }

  /** Writes what changed. */
  void flush() {
    if (connection == null) {
      return;
    }
    try {
      write(connection, table.delete(place), table.key(), removed.values());
      var changed = present.values().stream().filter(Row::isChanged).toList();
      write(connection, table.upsert(place), table.columns(), changed);
      changed.forEach(Row::written);
      removed.clear();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "write " + place, connection);
    }
  }

  private static void write(
      Connection connection, String sql, List<Column> columns, Collection<Row> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        var column = columns.get(i);
        var values = rows.stream().map(r -> r.value(column)).toArray();
        statement.setArray(i + 1, connection.createArrayOf("text", values));
      }
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case String[] texts ->
            statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
        case Long[] numbers ->
            statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", numbers));
        case Object other -> throw new IllegalArgumentException("not a parameter: " + other);
      }
    }
  }
}
