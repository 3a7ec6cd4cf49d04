package dev.migrationledger.query.audit;

import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.numbers;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.projection.Table;
import java.util.List;

/** The table {@code audit_trail}: every event, as a sentence. */
public final class AuditTrail {

  public static final Column INDEX = number("index", "The event's index in the log.");
  public static final Column TARGET = text("target", "The target it happened on.");
  public static final Column EVENT = text("event", "What it is, e.g. MigrationApplied.");
  public static final Column VERSION =
      text("version", "The migration it is about; empty when it is about none or several.");
  public static final Column NUMBER = number("number", "The migration's number; null without.");
  public static final Column COVERED =
      numbers("covered", "The further numbers it changes: those a baseline covers.");
  public static final Column FILENAME = text("filename", "The file it is about; may be empty.");
  public static final Column CHECKSUM = text("checksum", "The bytes it is about; may be empty.");
  public static final Column RUN = text("run", "The run it belongs to; may be empty.");
  public static final Column ACTOR = text("actor", "Who caused it.");
  public static final Column RECORDED_AT =
      instant("recorded_at", "When it was recorded, clock of the ledger database.");
  public static final Column OCCURRED_AT =
      instant("occurred_at", "When it happened, clock of the program that reports it.");
  public static final Column LOG_TIME =
      instant("log_time", "The latest recorded_at up to this event: never goes back.");
  public static final Column CORRELATION =
      text("correlation", "The run or command that several events belong to; may be empty.");
  public static final Column SENTENCE = text("sentence", "What happened, in words.");
  public static final Column REASON = text("reason", "Why, as the actor put it; may be empty.");
  public static final Column APPROVED_BY = text("approved_by", "Who approved it; may be empty.");
  public static final Column ON_BEHALF_OF =
      text("on_behalf_of", "Whom a machine account acted for; may be empty.");
  public static final Column LEAF = text("leaf", "Its leaf hash in the Merkle tree.");
  public static final Column EVENT_ID = text("event_id", "The event's own id.");

  static final Table TABLE =
      new Table(
          "audit_trail",
          "Derived from the events: each one as a sentence.",
          List.of(
              INDEX,
              TARGET,
              EVENT,
              VERSION,
              NUMBER,
              COVERED,
              FILENAME,
              CHECKSUM,
              RUN,
              ACTOR,
              RECORDED_AT,
              OCCURRED_AT,
              SENTENCE,
              REASON,
              APPROVED_BY,
              ON_BEHALF_OF,
              LEAF,
              EVENT_ID,
              CORRELATION,
              LOG_TIME),
          List.of(INDEX),
          List.of(
              "target, number, index",
              "target, event, number, index INCLUDE recorded_at, filename, actor, on_behalf_of",
              "run, index",
              "target, index",
              "event, index",
              "number, event, target, index",
              "filename, index",
              "checksum, index",
              "lower(actor), index",
              "correlation, index",
              "log_time",
              "recorded_at, index",
              "occurred_at, index",
              "target, lower(actor), index INCLUDE actor, event, number, recorded_at",
              "target, recorded_at, index INCLUDE event, number"));

  /** What it takes to count events, and to find those to be told; indexes have it. */
  public static final Selection BRIEF = Selection.of(TABLE, INDEX, EVENT, NUMBER, RECORDED_AT);

  /** What it takes to tell an event and to name it as evidence. */
  public static final Selection TOLD =
      Selection.of(
          TABLE,
          INDEX,
          EVENT,
          VERSION,
          NUMBER,
          COVERED,
          FILENAME,
          CHECKSUM,
          RUN,
          ACTOR,
          RECORDED_AT,
          SENTENCE,
          REASON,
          APPROVED_BY,
          LEAF);

  /** What it takes to judge who had a hand in it; an index has it. */
  public static final Selection HANDS = BRIEF.and(FILENAME, ACTOR, ON_BEHALF_OF);

  /** What it takes to name an event as evidence, and to know what it is about. */
  public static final Selection NAMED =
      Selection.of(TABLE, INDEX, TARGET, EVENT, NUMBER, COVERED, FILENAME, CHECKSUM, RUN, LEAF);

  static final Selection REGISTERED =
      Selection.of(TABLE, INDEX, TARGET, EVENT, ACTOR, RECORDED_AT, LEAF);

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 3, AuditTrailProjection::new);

  private AuditTrail() {}
}
