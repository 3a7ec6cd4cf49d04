package dev.migrationledger.query.dependency;

import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table {@code migration_dependencies}: what must be applied before what, and why. */
public final class MigrationDependencies {

  public static final Column TARGET = text("target", "The target.");
  public static final Column NUMBER = number("number", "The migration's number.");
  public static final Column VERSION = text("version", "The number as its file name writes it.");
  public static final Column FILENAME = text("filename", "Its file.");
  public static final Column NEEDS_NUMBER =
      number("needs_number", "The number of the migration that must be applied before it.");
  public static final Column NEEDS_VERSION = text("needs_version", "That number, as written.");
  public static final Column NEEDS_FILENAME = text("needs_filename", "The file it names.");
  public static final Column KIND =
      text("kind", "declared, in a DEPENDS line, or derived from the SQL.");
  public static final Column OBJECT =
      text("object", "Of a derived one, what the other creates; empty for a declared one.");
  public static final Column LINE =
      number("line", "The line of the script that says so; null when not known.");
  public static final Column REASON = text("reason", "Why, as the author wrote it.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "migration_dependencies",
          "Derived from the events: what must be applied before what.",
          List.of(
              TARGET,
              NUMBER,
              VERSION,
              FILENAME,
              NEEDS_NUMBER,
              NEEDS_VERSION,
              NEEDS_FILENAME,
              KIND,
              OBJECT,
              LINE,
              REASON,
              POSITION),
          List.of(TARGET, NUMBER, NEEDS_NUMBER, KIND, OBJECT),
          List.of("target, needs_number"));

  /** The read model. */
  public static final ReadModel MODEL =
      new ReadModel(TABLE, 2, rows -> new LastDiscovery(rows, NUMBER, MigrationDependencies::tell));

  private MigrationDependencies() {}

  /** What a migration needs. */
  public static List<Row> of(Connection c, String target, long number) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND number = ? ORDER BY needs_number, kind, line, object",
        target,
        number);
  }

  /** What needs a migration. */
  public static List<Row> on(Connection c, String target, long number) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND needs_number = ? ORDER BY number, kind, line, object",
        target,
        number);
  }

  /** What every migration of a target needs, by number. */
  public static List<Row> all(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ? ORDER BY number, needs_number", target);
  }

  private static Set<List<String>> tell(Rows rows, MigrationDiscovered event, long index) {
    var script = event.script();
    var number = Long.toString(script.version().number());
    var keys = new HashSet<List<String>>();
    for (var needed : script.dependencies()) {
      var kind = needed.declared() ? "declared" : "derived";
      var row =
          rows.create(
                  event.target(),
                  number,
                  Long.toString(needed.version().number()),
                  kind,
                  needed.object())
              .set(VERSION, script.version().text())
              .set(FILENAME, script.file())
              .set(NEEDS_VERSION, needed.version().text())
              .set(NEEDS_FILENAME, needed.file())
              .set(REASON, needed.reason())
              .set(POSITION, index);
      if (needed.line() > 0) {
        row.set(LINE, needed.line());
      }
      keys.add(row.key());
    }
    return keys;
  }
}
