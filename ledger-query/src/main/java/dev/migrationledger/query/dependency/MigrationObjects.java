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
import java.util.stream.Stream;

/** The table {@code migration_objects}: what each script creates, and what of others it names. */
public final class MigrationObjects {

  public static final Column TARGET = text("target", "The target.");
  public static final Column NUMBER = number("number", "The migration's number.");
  public static final Column VERSION = text("version", "The number as its file name writes it.");
  public static final Column FILENAME = text("filename", "Its file.");
  public static final Column KIND = text("kind", "What sort of object, e.g. table.");
  public static final Column NAME =
      text("name", "Its name, with its schema unless that is public; a column's with its table.");
  public static final Column ACTION =
      text("action", "What is done: creates, alters, drops, reads, writes or uses.");
  public static final Column LINE = number("line", "The line that names it first.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "migration_objects",
          "Derived from the events: the objects that each script creates or names.",
          List.of(TARGET, NUMBER, VERSION, FILENAME, KIND, NAME, ACTION, LINE, POSITION),
          List.of(TARGET, NUMBER, KIND, NAME, ACTION),
          List.of("target, lower(name)"));

  /** The read model. */
  public static final ReadModel MODEL =
      new ReadModel(TABLE, 1, rows -> new LastDiscovery(rows, NUMBER, MigrationObjects::tell));

  private MigrationObjects() {}

  /** What a migration creates, in the order of its script. */
  public static List<Row> createdBy(Connection c, String target, long number) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND number = ? AND action = 'creates' ORDER BY line, kind, name",
        target,
        number);
  }

  /** Every script that names an object, by number; the case of letters does not matter. */
  public static List<Row> naming(Connection c, String target, String name) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND lower(name) = lower(?) ORDER BY number, line, action, kind, name",
        target,
        name);
  }

  /** All that the scripts of a target create, drop or hide, by number. */
  public static List<RecordedObject> all(Connection c, String target) {
    return Rows.select(
            c,
            TABLE,
            "WHERE target = ? AND (action IN ('creates', 'drops') OR kind = 'opaque')"
                + " ORDER BY number, line, kind, name",
            target)
        .stream()
        .map(row ->
            new RecordedObject(
                row.number(NUMBER).orElse(0),
                row.text(KIND),
                row.text(NAME),
                row.text(ACTION),
                Math.toIntExact(row.number(LINE).orElse(0))))
        .toList();
  }

  private static Set<List<String>> tell(Rows rows, MigrationDiscovered event, long index) {
    var script = event.script();
    var number = Long.toString(script.version().number());
    var keys = new HashSet<List<String>>();
    Stream.concat(script.facts().creates().stream(), script.facts().references().stream())
        .forEach(object -> {
          var row =
              rows.create(event.target(), number, object.kind(), object.name(), object.action())
                  .set(VERSION, script.version().text())
                  .set(FILENAME, script.file())
                  .set(LINE, object.line())
                  .set(POSITION, index);
          keys.add(row.key());
        });
    return keys;
  }
}
