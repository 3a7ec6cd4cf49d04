package dev.migrationledger.query.capture;

import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/** The table {@code capture_state}: since when a target's DDL is captured. */
public final class CaptureStates {

  public static final Column TARGET = text("target", "The target.");
  public static final Column SINCE = instant("since", "When DDL was first captured.");
  public static final Column CHECKED_AT =
      instant("checked_at", "When the capture was last looked at, on record.");
  public static final Column STOPPED_AT =
      instant("stopped_at", "When it was taken out; null while it is in.");
  public static final Column LEAF = text("leaf", "Leaf hash of the event that began it.");
  public static final Column STARTED_INDEX =
      number("started_index", "Index of the event that began it.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "capture_state",
          "Derived from the events: since when the DDL of each target is captured.",
          List.of(TARGET, SINCE, CHECKED_AT, STOPPED_AT, LEAF, STARTED_INDEX, POSITION),
          List.of(TARGET),
          List.of());

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 1, CaptureStateProjection::new);

  private CaptureStates() {}

  /** The target's row; empty when its DDL was never captured. */
  public static Optional<Row> of(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ?", target).stream().findFirst();
  }

  /** The event that began it. */
  public static List<Evidence> evidence(Row row) {
    return List.of(
        new Evidence(row.number(STARTED_INDEX).orElseThrow(), "CaptureStarted", row.text(LEAF)));
  }
}
