package dev.migrationledger.query.status;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A migration and who wrote it.
 *
 * @param number its number
 * @param version the number as the file name writes it
 * @param file the file, as last seen
 * @param author as git knows it; empty when git does not, for a file's owner is nobody's author
 */
public record Written(long number, String version, String file, String author) {

  private static final String SQL =
      "SELECT number, version, filename, CASE WHEN coalesce(metadata #>> '{script,commit}', '') = ''"
          + " THEN '' ELSE coalesce(metadata #>> '{script,author}', '') END"
          + " FROM ledger.schema_migrations WHERE target = ? AND known ORDER BY number";

  public Written {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(author, "author");
  }

  /** Every migration of a target, by number. */
  public static List<Written> all(Connection c, String target) {
    try (var statement = c.prepareStatement(SQL)) {
      statement.setString(1, target);
      var found = new ArrayList<Written>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Written(
                  rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read who wrote the migrations of " + target, c);
    }
  }
}
