package dev.migrationledger.query.edit;

import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.json;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Table;
import java.util.List;

/** The table {@code edit_history}: every change of an applied script's bytes. */
public final class EditHistory {

  public static final Column TARGET = text("target", "The target.");
  public static final Column EVENT_INDEX = number("event_index", "The MigrationEdited event.");
  public static final Column VERSION = text("version", "The migration.");
  public static final Column NUMBER = number("number", "Its number.");
  public static final Column FILENAME = text("filename", "Its file after the edit.");
  public static final Column CHECKSUM_APPLIED =
      text("checksum_applied", "SHA-256 of the bytes that ran.");
  public static final Column CHECKSUM_BEFORE =
      text("checksum_before", "SHA-256 of the bytes before this edit.");
  public static final Column CHECKSUM_NOW =
      text("checksum_now", "SHA-256 of the bytes after this edit.");
  public static final Column KIND = text("kind", "cosmetic, semantic or reverted.");
  public static final Column DIFF =
      text("diff", "Commitment to the diff from the text that ran; empty when not kept.");
  public static final Column CHANGES =
      json("changes", "The commits, or the uncommitted change, newest first.");
  public static final Column NOTICED_AT =
      instant("noticed_at", "When it was recorded, clock of the ledger database.");
  public static final Column NOTICED_BY = text("noticed_by", "Whose run or command saw it.");
  public static final Column STATE =
      text(
          "state",
          "open, acknowledged (somebody accepted these bytes), reverted (the bytes that ran are"
              + " back) or superseded (other bytes came after it).");
  public static final Column ACKNOWLEDGED_AT =
      instant("acknowledged_at", "When it was accepted; null when it was not.");
  public static final Column ACKNOWLEDGED_BY = text("acknowledged_by", "Who accepted it.");
  public static final Column ACKNOWLEDGED_REASON = text("acknowledged_reason", "Why.");
  public static final Column APPROVED_BY = text("approved_by", "Who approved that.");
  public static final Column EVIDENCE = json("evidence", "The events it rests on.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "edit_history",
          "Derived from the events: every change of an applied script's bytes.",
          List.of(
              TARGET,
              EVENT_INDEX,
              VERSION,
              NUMBER,
              FILENAME,
              CHECKSUM_APPLIED,
              CHECKSUM_BEFORE,
              CHECKSUM_NOW,
              KIND,
              DIFF,
              CHANGES,
              NOTICED_AT,
              NOTICED_BY,
              STATE,
              ACKNOWLEDGED_AT,
              ACKNOWLEDGED_BY,
              ACKNOWLEDGED_REASON,
              APPROVED_BY,
              EVIDENCE,
              POSITION),
          List.of(TARGET, EVENT_INDEX),
          List.of("target, number, event_index"));

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 1, EditHistoryProjection::new);

  private EditHistory() {}
}
