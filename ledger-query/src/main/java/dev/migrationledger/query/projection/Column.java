package dev.migrationledger.query.projection;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One column of a read model's table.
 *
 * @param name its name
 * @param type what it holds
 * @param comment what it means, for {@code COMMENT ON}
 */
public record Column(String name, Type type, String comment) {

  /** What a column holds. Text, flags, lists and JSON are never null: absent is empty. */
  public enum Type {
    TEXT("text", "NOT NULL", ""),
    FLAG("boolean", "NOT NULL", "false"),
    TEXTS("text[]", "NOT NULL", "{}"),
    NUMBERS("bigint[]", "NOT NULL", "{}"),
    JSON("jsonb", "NOT NULL", "{}"),
    NUMBER("bigint", "", ""),
    INSTANT("timestamptz", "", "");

    private final String sql;
    private final String constraint;
    private final String initial;

    Type(String sql, String constraint, String initial) {
      this.sql = sql;
      this.constraint = constraint;
      this.initial = initial;
    }

    boolean isNullable() {
      return constraint.isEmpty();
    }

    String initial() {
      return initial;
    }

    String sql() {
      return sql;
    }
  }

  public Column {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(comment, "comment");
  }

  /** A column of text. */
  public static Column text(String name, String comment) {
    return new Column(name, Type.TEXT, comment);
  }

  /** A column of whole numbers, null when absent. */
  public static Column number(String name, String comment) {
    return new Column(name, Type.NUMBER, comment);
  }

  /** A column of points in time, null when absent. */
  public static Column instant(String name, String comment) {
    return new Column(name, Type.INSTANT, comment);
  }

  /** A column of yes or no. */
  public static Column flag(String name, String comment) {
    return new Column(name, Type.FLAG, comment);
  }

  /** A column of JSON. */
  public static Column json(String name, String comment) {
    return new Column(name, Type.JSON, comment);
  }

  /** A column of words. */
  public static Column texts(String name, String comment) {
    return new Column(name, Type.TEXTS, comment);
  }

  /** A column of lists of whole numbers. */
  public static Column numbers(String name, String comment) {
    return new Column(name, Type.NUMBERS, comment);
  }

  /** Text sorts by code point, so that an order is the same on every server. */
  String definition() {
    var collation = type == Type.TEXT ? " COLLATE \"C\" " : " ";
    return (name + " " + type.sql + collation + type.constraint).strip();
  }

  /** The value as {@link #read} takes it: what the driver makes text of costs the server little. */
  String asRead() {
    return switch (type) {
      case TEXT, NUMBER, INSTANT, FLAG -> name;
      case TEXTS, NUMBERS, JSON -> asText();
    };
  }

  /**
   * The value as canonical text, as {@link #asText} would have it in the years 1 to 9999.
   *
   * @param place where it stands in the row, from 1
   */
  @Nullable String read(ResultSet row, int place) throws SQLException {
    return switch (type) {
      case INSTANT -> {
        var at = row.getObject(place, OffsetDateTime.class);
        yield at == null ? null : Utc.text(at.toInstant());
      }
      case FLAG -> Boolean.toString(row.getBoolean(place));
      case TEXT, NUMBER, TEXTS, NUMBERS, JSON -> row.getString(place);
    };
  }

  /**
   * The value as canonical text, whatever the session's settings: times are ISO 8601 in UTC. Under
   * another name than the column's, so that ORDER BY means the column and not its text.
   */
  String asText() {
    var value =
        type == Type.INSTANT
            ? "to_char(" + name + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
            : name + "::text";
    return value + " AS " + name + "_text";
  }
}
