package dev.migrationledger.runner.schema;

import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.schema.object.Identifiers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * How many rows hold something.
 *
 * @param rows how many, -1 when it is not known
 * @param exact whether they were counted, and not taken from the server's statistics
 */
public record RowCount(long rows, boolean exact) {

  private static final long MOST_BYTES = 64L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /**
   * Counts the rows of a table, or estimates those of a large one.
   *
   * @param column counts only rows in which it is not null; empty for all
   */
  public static RowCount of(TargetSession session, String schema, String table, String column) {
    var size =
        LiveTables.named(session, List.of(table)).stream()
            .filter(t -> t.schema().equals(schema))
            .findFirst();
    if (size.isEmpty()) {
      return new RowCount(-1, false);
    }
    if (size.get().bytes() < 0 || size.get().bytes() > MOST_BYTES) {
      return new RowCount(size.get().rows(), false);
    }
    var sql =
        "SELECT count(%s) FROM %s.%s"
            .formatted(
                column.isEmpty() ? "*" : Identifiers.quoted(column),
                Identifiers.quoted(schema),
                Identifiers.quoted(table));
    try {
      return ReadOnly.ask(
          session,
          LONGEST,
          connection -> {
            try (var question = connection.createStatement();
                var row = question.executeQuery(sql)) {
              row.next();
              return new RowCount(row.getLong(1), true);
            }
          });
    } catch (SQLException e) {
      return new RowCount(size.get().rows(), false);
    }
  }
}
