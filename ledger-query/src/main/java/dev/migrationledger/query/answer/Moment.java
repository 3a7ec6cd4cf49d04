package dev.migrationledger.query.answer;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import java.time.Instant;
import java.util.Optional;

/**
 * A point in time that may be absent; JSON {@code null} then.
 *
 * @param text ISO 8601 in UTC with six digits after the second, empty when absent
 */
public record Moment(String text) {

  /** It did not happen. */
  public static final Moment NONE = new Moment("");

  public Moment {
    requireNonNull(text, "text");
  }

  /** A point in time. */
  public static Moment of(Instant instant) {
    return new Moment(Utc.text(instant));
  }

  /**
   * What a row has in a column of points in time.
   *
   * @throws IllegalArgumentException when the column holds something else
   */
  public static Moment of(Row row, Column column) {
    if (column.type() != Column.Type.INSTANT) {
      throw new IllegalArgumentException(column.name() + " holds no points in time");
    }
    return new Moment(row.text(column));
  }

  /** A point in time, or its absence. */
  public static Moment of(Optional<Instant> instant) {
    return instant.map(Moment::of).orElse(NONE);
  }

  /** The point in time, when there is one. */
  public Optional<Instant> instant() {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  /** For a reader: to the second, in UTC; empty when absent. */
  public String told() {
    return text.isEmpty() ? "" : text.substring(0, 10) + " " + text.substring(11, 19) + " UTC";
  }

  @Override
  public String toString() {
    return text;
  }
}
