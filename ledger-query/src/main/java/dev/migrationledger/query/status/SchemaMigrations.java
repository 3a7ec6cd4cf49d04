package dev.migrationledger.query.status;

import static dev.migrationledger.query.projection.Column.flag;
import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.json;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;
import static dev.migrationledger.query.projection.Column.texts;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.projection.Table;
import java.util.List;

/** The table {@code schema_migrations}: where every migration stands, on every target. */
public final class SchemaMigrations {

  public static final Column TARGET = text("target", "The target.");
  public static final Column FILENAME = text("filename", "The file, as last seen.");
  public static final Column VERSION =
      text("version", "The number as the file name writes it; empty when it has none.");
  public static final Column NUMBER = number("number", "The number; null when it has none.");
  public static final Column KNOWN =
      flag("known", "False for a file that was only ever refused, never taken in.");
  public static final Column CHECKSUM =
      text("checksum", "SHA-256 of the bytes that ran, or while it has not run, last discovered.");
  public static final Column CHECKSUM_NOW =
      text("checksum_now", "SHA-256 of the file as last seen.");
  public static final Column STATUS =
      text(
          "status",
          "pending, rejected, running, applied, failed, unknown, retired, baselined or"
              + " rolled-back.");
  public static final Column RESTING_STATUS =
      text("resting_status", "While running: the status it returns to when it is not tried.");

  /** The flags there are, in the order in which a row has them. */
  public static final List<String> FLAG_WORDS =
      List.of(
          "cosmetic",
          "edited",
          "missing",
          "out-of-order",
          "imported",
          "recovered",
          "approved",
          "unreviewed");

  public static final Column FLAGS =
      texts("flags", "Any of cosmetic, edited, missing, out-of-order, imported, recovered.");
  public static final Column APPLIED_AT =
      instant("applied_at", "When its last statement ended, clock of the target.");
  public static final Column EXECUTION_TIME_MS =
      number("execution_time_ms", "Milliseconds spent, waiting and failed attempts included.");
  public static final Column ACTOR = text("actor", "Who brought it into this status.");
  public static final Column CHANGED_AT =
      instant("changed_at", "When it came into this status, clock of the ledger database.");
  public static final Column RUN = text("run", "The run that tried it last.");
  public static final Column ERROR_MESSAGE =
      text("error_message", "Why it failed or was refused; empty when it did not.");
  public static final Column FAILURES = number("failures", "How often it failed.");
  public static final Column RECOVERY_ATTEMPTS =
      number("recovery_attempts", "How often a recovery was planned.");
  public static final Column ROLLBACK_SQL =
      text(
          "rollback_sql",
          "The down script that takes it back, or took it back; empty when nobody tried.");
  public static final Column METADATA =
      json("metadata", "What else is known: author, execution, failure, findings, reason.");
  public static final Column AUTHOR =
      text("author", "Who wrote the bytes, as git knows; empty when git does not.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  /** That a migration waited for a lock, as far as is known. */
  static final String WAITED = "metadata #> '{execution,lock_wait_ms}' > '0'::jsonb";

  static final Table TABLE =
      new Table(
          "schema_migrations",
          "Derived from the events: where every migration stands. A row for each migration, and one"
              + " for each refused file.",
          List.of(
              TARGET,
              VERSION,
              FILENAME,
              CHECKSUM,
              STATUS,
              APPLIED_AT,
              EXECUTION_TIME_MS,
              ERROR_MESSAGE,
              RECOVERY_ATTEMPTS,
              ROLLBACK_SQL,
              METADATA,
              NUMBER,
              KNOWN,
              CHECKSUM_NOW,
              RESTING_STATUS,
              FLAGS,
              ACTOR,
              CHANGED_AT,
              RUN,
              FAILURES,
              AUTHOR,
              POSITION),
          List.of(TARGET, FILENAME),
          List.of(
              "target, number, filename INCLUDE known, status, flags, version, author,"
                  + " execution_time_ms",
              "number, target",
              "known, target",
              "target, (" + WAITED + ")"));

  /** What it takes to count migrations, and to find those to be told; an index has it. */
  static final Selection BRIEF = Selection.of(TABLE, NUMBER, FILENAME, KNOWN, STATUS, FLAGS);

  /** Which migration it is and where it stands; an index has it. */
  static final Selection STANDING = Selection.of(TABLE, NUMBER, VERSION, FILENAME, STATUS);

  /** What a line of a list shows. */
  public static final Selection LINE =
      Selection.of(
          TABLE,
          NUMBER,
          VERSION,
          FILENAME,
          KNOWN,
          STATUS,
          FLAGS,
          CHECKSUM,
          CHECKSUM_NOW,
          APPLIED_AT,
          CHANGED_AT,
          EXECUTION_TIME_MS,
          ACTOR,
          RUN);

  /** The same, and what else is known. */
  public static final Selection DETAILED = LINE.and(ERROR_MESSAGE, METADATA);

  static final Selection EVERYWHERE =
      Selection.of(
          TABLE, TARGET, VERSION, FILENAME, STATUS, CHECKSUM, CHECKSUM_NOW, APPLIED_AT, ACTOR);

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 4, SchemaMigrationsProjection::new);

  private SchemaMigrations() {}
}
