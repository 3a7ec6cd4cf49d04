package dev.migrationledger.query.status;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Selection;
import java.sql.Connection;
import java.util.List;

/**
 * A migration and who wrote it.
 *
 * @param number its number
 * @param file the file, as last seen
 * @param author as git knows it; empty when git does not, for a file's owner is nobody's author
 */
public record Written(long number, String file, String author) {

  private static final Selection COLUMNS =
      Selection.of(
          SchemaMigrations.TABLE,
          SchemaMigrations.NUMBER,
          SchemaMigrations.FILENAME,
          SchemaMigrations.AUTHOR);

  public Written {
    requireNonNull(file, "file");
    requireNonNull(author, "author");
  }

  /** Every migration of a target, by number. */
  public static List<Written> all(Connection c, String target) {
    return Rows.select(c, COLUMNS, "WHERE target = ? AND known ORDER BY number", target).stream()
        .map(row ->
            new Written(
                row.number(SchemaMigrations.NUMBER).orElseThrow(),
                row.text(SchemaMigrations.FILENAME),
                row.text(SchemaMigrations.AUTHOR)))
        .toList();
  }
}
