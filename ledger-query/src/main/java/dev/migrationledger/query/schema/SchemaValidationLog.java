package dev.migrationledger.query.schema;

import static dev.migrationledger.query.projection.Column.flag;
import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.domain.event.SchemaRejected;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Table;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code schema_validation_log}: every look that was taken at a target's schema, and
 * every migration that was not kept for what it made of it.
 */
public final class SchemaValidationLog {

  public static final Column TARGET = text("target", "The target.");
  public static final Column EVENT_INDEX = number("event_index", "The event.");
  public static final Column RUN = text("run", "The run after which it was looked at, or empty.");
  public static final Column VERSION =
      text("version", "The migration that was not kept; empty for a look.");
  public static final Column PASSED = flag("passed", "Whether what was looked at was kept.");
  public static final Column AT = instant("at", "When, clock of the ledger database.");
  public static final Column BY = text("actor", "Whose run or command it was.");
  public static final Column SCHEMA_HASH =
      text("schema_hash", "SHA-256 of the snapshot that the ledger goes by from there on.");
  public static final Column LIVE_HASH = text("live_hash", "SHA-256 of what was there.");
  public static final Column CLEAN = flag("clean", "Whether both are the same.");
  public static final Column OBJECTS = number("objects", "How many objects the schema has.");
  public static final Column CONTENT =
      text("content", "Commitment to the snapshot's text; empty when it was not kept.");
  public static final Column FINDINGS = Column.json("findings", "What was found beside it.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");

  static final Table TABLE =
      new Table(
          "schema_validation_log",
          "Derived from the events: every look at a target's schema.",
          List.of(
              TARGET,
              EVENT_INDEX,
              RUN,
              VERSION,
              PASSED,
              AT,
              BY,
              SCHEMA_HASH,
              LIVE_HASH,
              CLEAN,
              OBJECTS,
              CONTENT,
              FINDINGS,
              POSITION),
          List.of(TARGET, EVENT_INDEX),
          List.of());

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 2, Looks::new);

  private SchemaValidationLog() {}

  /**
   * One look.
   *
   * @param index its event
   * @param hash of the snapshot that the ledger goes by since
   * @param content the commitment to its text
   */
  public record Look(
      long index, String run, Moment at, String by, String hash, String live, String content) {}

  /** The looks at a target's schema, newest first. */
  public static List<Look> looks(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ? AND passed ORDER BY event_index DESC", target)
        .stream()
        .map(SchemaValidationLog::look)
        .toList();
  }

  /** Those of them that were recorded last, newest first. */
  public static List<Look> newest(Connection c, String target, int most) {
    return Rows.select(
            c, TABLE, "WHERE target = ? AND passed ORDER BY event_index DESC LIMIT ?", target, most)
        .stream()
        .map(SchemaValidationLog::look)
        .toList();
  }

  /** The last look at a target's schema up to an event. */
  public static Optional<Look> lastUntil(Connection c, String target, long index) {
    return Rows.select(
            c,
            TABLE,
            "WHERE target = ? AND passed AND event_index <= ? ORDER BY event_index DESC LIMIT 1",
            target,
            index)
        .stream()
        .findFirst()
        .map(SchemaValidationLog::look);
  }

  private static Look look(Row row) {
    return new Look(
        row.number(EVENT_INDEX).orElseThrow(),
        row.text(RUN),
        Moment.of(row, AT),
        row.text(BY),
        row.text(SCHEMA_HASH),
        row.text(LIVE_HASH),
        row.text(CONTENT));
  }

  /** The last look at a target's schema that was recorded before a moment. */
  public static Optional<Row> lastBefore(Connection c, String target, Instant moment) {
    return Rows.select(
            c,
            TABLE,
            "WHERE target = ? AND passed AND at < ?::timestamptz"
                + " ORDER BY event_index DESC LIMIT 1",
            target,
            Utc.text(moment))
        .stream()
        .findFirst();
  }

  /** The last look before an event that found what the ledger says. */
  static Optional<Row> lastClean(Connection c, String target, long before) {
    return Rows.select(
            c,
            TABLE,
            "WHERE target = ? AND event_index < ? AND clean ORDER BY event_index DESC LIMIT 1",
            target,
            before)
        .stream()
        .findFirst();
  }

  private record Looks(Rows rows) implements Projection {

    @Override
    public boolean settles() {
      return true;
    }

    @Override
    public void prepare(List<StoredEvent> batch) {}

    @Override
    public void on(StoredEvent stored) {
      if (stored.event() instanceof SchemaVerified e) {
        rows.create(e.target(), Long.toString(stored.index()))
            .set(RUN, e.run())
            .set(PASSED, true)
            .set(AT, stored.recordedAt())
            .set(BY, stored.origin().actor().principal())
            .set(SCHEMA_HASH, e.schema().hash())
            .set(LIVE_HASH, e.live())
            .set(CLEAN, e.live().equals(e.schema().hash()))
            .set(OBJECTS, e.schema().objects())
            .set(CONTENT, e.schema().content())
            .set(FINDINGS, AnswerJson.compact(e.findings()))
            .set(POSITION, stored.index());
      } else if (stored.event() instanceof SchemaRejected e) {
        rows.create(e.target(), Long.toString(stored.index()))
            .set(RUN, e.run())
            .set(VERSION, e.version().text())
            .set(PASSED, false)
            .set(AT, stored.recordedAt())
            .set(BY, stored.origin().actor().principal())
            .set(CLEAN, false)
            .set(FINDINGS, AnswerJson.compact(e.findings()))
            .set(POSITION, stored.index());
      }
    }
  }
}
