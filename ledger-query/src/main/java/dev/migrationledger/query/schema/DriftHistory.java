package dev.migrationledger.query.schema;

import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Table;
import java.util.List;

/**
 * The table {@code drift_history}: every object that was found to differ, and what became of it.
 */
public final class DriftHistory {

  public static final Column TARGET = text("target", "The target.");
  public static final Column EVENT_INDEX = number("event_index", "The DriftDetected event.");
  public static final Column OBJECT_KIND = text("object_kind", "What it is, e.g. column.");
  public static final Column OBJECT = text("object", "Its name as SQL writes it.");
  public static final Column CHANGE = text("change", "added, removed, changed or renamed.");
  public static final Column BEFORE =
      text("before", "What the ledger says of it, as JSON; empty when it should not be there.");
  public static final Column AFTER =
      text("after", "What the target has, as JSON; empty when it is not there.");
  public static final Column UNDO_SQL =
      text("undo_sql", "What would undo it; empty when SQL cannot say it.");
  public static final Column LAST_MIGRATION =
      text("last_migration", "The migration that last had to do with the object.");
  public static final Column BY = text("changed_by", "Who changed it, empty when unknown.");
  public static final Column GRADE =
      text("grade", "How well that is known: proven, logged, inferred or unknown.");
  public static final Column GRADE_EVIDENCE = text("grade_evidence", "What that rests on.");
  public static final Column DETECTED_AT =
      instant("detected_at", "When it was recorded, clock of the ledger database.");
  public static final Column DETECTED_BY = text("detected_by", "Whose run or command saw it.");
  public static final Column STATE =
      text(
          "state",
          "open, undone (it is as the ledger says again), accepted, adopted (a migration makes it)"
              + " or superseded (it was found to differ in another way).");
  public static final Column ENDED_AT =
      instant("ended_at", "When it ended; null while it is open.");
  public static final Column ENDED_BY = text("ended_by", "Who ended it.");
  public static final Column REASON = text("reason", "Why it was let stay.");
  public static final Column EVIDENCE = Column.json("evidence", "The events it rests on.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "drift_history",
          "Derived from the events: every object that was not as the ledger said.",
          List.of(
              TARGET,
              EVENT_INDEX,
              OBJECT_KIND,
              OBJECT,
              CHANGE,
              BEFORE,
              AFTER,
              UNDO_SQL,
              LAST_MIGRATION,
              BY,
              GRADE,
              GRADE_EVIDENCE,
              DETECTED_AT,
              DETECTED_BY,
              STATE,
              ENDED_AT,
              ENDED_BY,
              REASON,
              EVIDENCE,
              POSITION),
          List.of(TARGET, EVENT_INDEX),
          List.of("target, object"));

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 1, DriftProjection::new);

  private DriftHistory() {}
}
