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
import java.util.List;
import java.util.Set;

/** The table {@code migration_facts}: how much is known of what each script does. */
public final class MigrationFacts {

  public static final Column TARGET = text("target", "The target.");
  public static final Column NUMBER = number("number", "The migration's number.");
  public static final Column FILENAME = text("filename", "Its file.");
  public static final Column UNREAD =
      text("unread", "Why it is not known, or not of every statement, what it does; else empty.");
  public static final Column LEFT_OUT =
      number("left_out", "How many objects and dependencies were too many to be recorded.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  /** That not everything is known of a script. */
  private static final String GAP = "unread <> '' OR left_out > 0";

  static final Table TABLE =
      new Table(
          "migration_facts",
          "Derived from the events: how much is known of what each script does.",
          List.of(TARGET, NUMBER, FILENAME, UNREAD, LEFT_OUT, POSITION),
          List.of(TARGET, NUMBER),
          List.of("target, (" + GAP + "), number"));

  /** The read model. */
  public static final ReadModel MODEL =
      new ReadModel(TABLE, 1, rows -> new LastDiscovery(rows, NUMBER, MigrationFacts::tell));

  private MigrationFacts() {}

  /** The migrations of a target about which not everything is known. */
  public static List<Row> gaps(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ? AND (" + GAP + ") ORDER BY number", target);
  }

  private static Set<List<String>> tell(Rows rows, MigrationDiscovered event, long index) {
    var script = event.script();
    var row =
        rows.create(event.target(), Long.toString(script.version().number()))
            .set(FILENAME, script.file())
            .set(UNREAD, script.facts().unread())
            .set(LEFT_OUT, script.facts().leftOut())
            .set(POSITION, index);
    return Set.of(row.key());
  }
}
