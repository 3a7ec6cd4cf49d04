package dev.migrationledger.query.dependency;

import static dev.migrationledger.query.projection.Column.flag;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import java.sql.Connection;
import java.util.List;

/** The table {@code migration_dependencies}: what must be applied before what. */
public final class MigrationDependencies {

  public static final Column TARGET = text("target", "The target.");
  public static final Column NUMBER = number("number", "The migration's number.");
  public static final Column VERSION = text("version", "The number as its file name writes it.");
  public static final Column FILENAME = text("filename", "Its file.");
  public static final Column NEEDS_NUMBER =
      number("needs_number", "The number of the migration that must be applied before it.");
  public static final Column NEEDS_VERSION = text("needs_version", "That number, as written.");
  public static final Column NEEDS_FILENAME = text("needs_filename", "The file it names.");
  public static final Column REASON = text("reason", "Why, as the author wrote it.");
  public static final Column DECLARED =
      flag("declared", "Written in a DEPENDS line, not derived from the SQL.");
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
              REASON,
              DECLARED,
              POSITION),
          List.of(TARGET, NUMBER, NEEDS_NUMBER),
          List.of("target, needs_number"));

  /** The read model. */
  public static final ReadModel MODEL =
      new ReadModel(TABLE, 1, MigrationDependenciesProjection::new);

  private MigrationDependencies() {}

  /** Every dependency of a target. */
  public static List<Row> rows(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ? ORDER BY number, needs_number", target);
  }
}
