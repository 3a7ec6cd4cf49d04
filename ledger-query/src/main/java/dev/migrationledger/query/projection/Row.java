package dev.migrationledger.query.projection;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of a read model: its values as canonical text. Mutable, and owned by the working set it
 * belongs to.
 */
public final class Row {

  @SuppressWarnings("StringOperationCanBeSimplified") // told apart by what it is, not what it says
  private static final String UNREAD = new String("not read");

  private final Table table;
  private final @Nullable String[] values;
  private boolean changed;

  private Row(Table table, @Nullable String[] values) {
    this.table = table;
    this.values = values;
  }

  static Row empty(Table table) {
    var values = new @Nullable String[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      var type = table.columns().get(i).type();
      values[i] = type.isNullable() ? null : type.initial();
    }
    return new Row(table, values);
  }

  /** A row of which no value was read. */
  static Row unread(Table table) {
    var values = new @Nullable String[table.columns().size()];
    Arrays.fill(values, UNREAD);
    return new Row(table, values);
  }

  /** A row of values read with {@link Table#selectList}. */
  public static Row of(Table table, @Nullable String[] values) {
    return new Row(table, values.clone());
  }

  /** The value as text, empty when absent. */
  public String text(Column column) {
    var value = value(column);
    return value == null ? "" : value;
  }

  /** Whether there is no value at all. */
  public boolean isNull(Column column) {
    return value(column) == null;
  }

  /** The number, when there is one. */
  public OptionalLong number(Column column) {
    var value = value(column);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
  }

  /** The point in time, when there is one. */
  public Optional<Instant> instant(Column column) {
    return Optional.ofNullable(value(column)).map(Instant::parse);
  }

  /** Yes or no. */
  public boolean flag(Column column) {
    return "true".equals(value(column));
  }

  /** The words of a list column. */
  public List<String> texts(Column column) {
    var inner = text(column);
    inner = inner.isEmpty() ? "" : inner.substring(1, inner.length() - 1);
    return inner.isEmpty() ? List.of() : List.of(inner.split(",", -1));
  }

  /** Puts text in; what PostgreSQL cannot store is replaced. */
  public Row set(Column column, String value) {
    values[table.ordinal(column)] = Storable.text(value);
    changed = true;
    return this;
  }

  /** Puts a number in. */
  public Row set(Column column, long value) {
    return set(column, Long.toString(value));
  }

  /** Puts yes or no in. */
  public Row set(Column column, boolean value) {
    return set(column, Boolean.toString(value));
  }

  /** Puts a point in time in. */
  public Row set(Column column, Instant value) {
    return set(column, Utc.text(value));
  }

  /** Puts a list in; its words hold no comma, brace, quote or blank. */
  public Row set(Column column, Collection<?> words) {
    return set(
        column, words.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
  }

  /** Takes a value out. */
  public Row clear(Column column) {
    var type = column.type();
    values[table.ordinal(column)] = type.isNullable() ? null : type.initial();
    changed = true;
    return this;
  }

  /** The key's values, in order. */
  public List<String> key() {
    return table.key().stream().map(this::text).toList();
  }

  /** The value at a place in column order; null when there is none. */
  public @Nullable String value(int ordinal) {
    return values[ordinal];
  }

  /** All values, in column order. */
  public @Nullable String[] values() {
    return values.clone();
  }

  boolean isChanged() {
    return changed;
  }

  void written() {
    changed = false;
  }

  void read(int ordinal, @Nullable String value) {
    values[ordinal] = value;
  }

  @SuppressWarnings("ReferenceEquality") // see UNREAD
  @Nullable String value(Column column) {
    var value = values[table.ordinal(column)];
    if (value == UNREAD) {
      throw new IllegalStateException(column.name() + " of " + table.name() + " was not read");
    }
    return value;
  }

  @Override
  public String toString() {
    return table.name() + Arrays.toString(values);
  }
}
