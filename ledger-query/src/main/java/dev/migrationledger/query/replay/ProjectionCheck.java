package dev.migrationledger.query.replay;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a read model compares with a replay of the events.
 *
 * @param projection the read model
 * @param rows how many rows the replay gives
 * @param same whether every row is the same
 * @param digest SHA-256 over the stored rows in key order
 * @param digestReplayed SHA-256 over the replayed rows in key order
 * @param key the key of the first row that differs, empty when none does
 * @param column the first column that differs; {@code (row)} when the row is missing or one too
 *     many
 * @param stored what the table says
 * @param replayed what the events say
 * @param event the index of the event that says otherwise, −1 when no event says anything of it
 */
public record ProjectionCheck(
    String projection,
    long rows,
    boolean same,
    String digest,
    String digestReplayed,
    List<String> key,
    String column,
    String stored,
    String replayed,
    long event) {

  /** The column's name for a whole row. */
  public static final String ROW = "(row)";

  public ProjectionCheck {
    requireNonNull(projection, "projection");
    requireNonNull(digest, "digest");
    requireNonNull(digestReplayed, "digestReplayed");
    key = List.copyOf(key);
    requireNonNull(column, "column");
    requireNonNull(stored, "stored");
    requireNonNull(replayed, "replayed");
  }

  /** A read model that is where the log is not. */
  static ProjectionCheck misplaced(String projection, long position, long head) {
    return new ProjectionCheck(
        projection,
        0,
        false,
        "",
        "",
        List.of("projection_position"),
        "position",
        Long.toString(position),
        "at most " + head,
        Math.max(head, 0));
  }

  /** The finding in words. */
  public String sentence() {
    if (same) {
      return "%s: %d rows, as the events say.".formatted(projection, rows);
    }
    var place = "row %s of %s".formatted(String.join(" ", key), projection);
    if (event < 0) {
      return "%s is there, but no event says so.".formatted(place);
    }
    return column.equals(ROW)
        ? "%s is missing; event %d says it is there.".formatted(place, event)
        : "%s has %s \"%s\", but event %d says \"%s\"."
            .formatted(place, column, stored, event, replayed);
  }
}
