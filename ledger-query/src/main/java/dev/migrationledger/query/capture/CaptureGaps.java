package dev.migrationledger.query.capture;

import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.json;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import java.sql.Connection;
import java.util.List;

/** The table {@code capture_gap}: the times in which DDL may have gone unseen. */
public final class CaptureGaps {

  public static final Column TARGET = text("target", "The target.");
  public static final Column PART = text("part", "What was not whole.");
  public static final Column BEGAN_AT =
      instant("began_at", "The last time it was known to be whole; the gap began then or later.");
  public static final Column NOTICED_AT = instant("noticed_at", "When it was noticed.");
  public static final Column ENDED_AT =
      instant("ended_at", "When it was whole again; null while it is not.");
  public static final Column CAUSE =
      text(
          "cause",
          "disabled, missing, changed, altered (in between, whole again), failed, branched,"
              + " rows-missing or uninstalled.");
  public static final Column DETAIL = text("detail", "What was found, or the reason given.");
  public static final Column EVIDENCE = json("evidence", "The events it rests on.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "capture_gap",
          "Derived from the events: the times in which DDL may have gone unseen.",
          List.of(TARGET, PART, BEGAN_AT, NOTICED_AT, ENDED_AT, CAUSE, DETAIL, EVIDENCE, POSITION),
          List.of(TARGET, PART, BEGAN_AT),
          List.of("target, began_at"));

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 1, CaptureGapProjection::new);

  private CaptureGaps() {}

  /** Every gap of a target, oldest first. */
  public static List<Row> of(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ? ORDER BY began_at, part", target);
  }

  /** The events a gap rests on. */
  public static List<Evidence> evidence(Row gap) {
    return AnswerJson.list(gap.text(EVIDENCE), Evidence.class);
  }
}
