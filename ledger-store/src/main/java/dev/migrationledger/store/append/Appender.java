package dev.migrationledger.store.append;

import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.EventTypes;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.log.StoredEvent;
import dev.migrationledger.store.merkle.CompactRange;
import dev.migrationledger.store.merkle.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Appends events in the caller's transaction: one statement takes the head (and with it the next
 * indexes), one for each thousand events writes rows, the new root and the notification. Two round
 * trips and the commit for one event.
 *
 * <p>The head row stays locked until the transaction ends, so indexes follow the order of commits
 * and a transaction that rolls back leaves no gap. Events are encoded before it is taken.
 */
public final class Appender {

  /** Who listens on this channel hears of every append; the payload is the log's new size. */
  public static final String CHANNEL = "ledger_appended";

  private static final int ROWS_A_STATEMENT = 1_000;

  private static final String TAKE_HEAD =
      "UPDATE ledger.head SET size = size + ?"
          + " RETURNING size, frontier, pg_catalog.clock_timestamp()";

  private static final String INTO =
      "INSERT INTO ledger.entry (recorded_at, index, event_id, aggregate_type, target, sequence,"
          + " occurred_at, payload_type, payload_revision, payload, metadata, entry, leaf, root)";

  private static final String INSERT_ONE =
      INTO + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String INSERT =
      INTO
          + " SELECT ?::timestamptz, u.index, u.event_id::uuid, u.aggregate_type,"
          + " u.target, u.sequence, u.occurred_at::timestamptz, u.payload_type, u.payload_revision,"
          + " u.payload, u.metadata, u.entry, u.leaf, u.root"
          + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],"
          + " ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])"
          + " AS u (index, event_id, aggregate_type, target, sequence, occurred_at, payload_type,"
          + " payload_revision, payload, metadata, entry, leaf, root)";

  private static final String ADVANCE =
      "), advanced AS (UPDATE ledger.head SET root = ?, frontier = ?)"
          + " SELECT pg_catalog.pg_notify('"
          + CHANNEL
          + "', ?)";

  private final EventCodec codec;
  private final Supplier<UUID> ledger;

  /**
   * An appender.
   *
   * @param ledger tells the ledger's id, part of every entry, when there is something to append
   */
  public Appender(EventCodec codec, Supplier<UUID> ledger) {
    this.codec = codec;
    this.ledger = ledger;
  }

  /**
   * Appends.
   *
   * @param events in order; at least one
   * @return the events with their places
   * @throws SQLException with SQLSTATE 23505 when a target's sequence is already taken
   */
  public List<StoredEvent> append(Connection c, List<NewEvent> events) throws SQLException {
    var encoded = EncodedEvent.of(codec, events);
    var head = takeHead(c, events.size());
    var rows = new ArrayList<Row>(events.size());
    for (var event : encoded) {
      rows.add(row(head, event));
    }
    int from = 0;
    for (; rows.size() - from > ROWS_A_STATEMENT; from += ROWS_A_STATEMENT) {
      try (var statement = c.prepareStatement(INSERT)) {
        Row.bind(statement, head.recordedAt(), rows.subList(from, from + ROWS_A_STATEMENT));
        statement.executeUpdate();
      }
    }
    var last = rows.subList(from, rows.size());
    var insert = last.size() == 1 ? INSERT_ONE : INSERT;
    try (var statement = c.prepareStatement("WITH rows AS (" + insert + ADVANCE)) {
      int next =
          last.size() == 1
              ? last.getFirst().bind(statement, head.recordedAt())
              : Row.bind(statement, head.recordedAt(), last);
      statement.setBytes(next, head.tree().root().bytes());
      statement.setBytes(next + 1, head.tree().frontier());
      statement.setString(next + 2, Long.toString(head.tree().size()));
      statement.execute();
    }
    return rows.stream().map(r -> stored(head, r)).toList();
  }

  private record Head(CompactRange tree, Instant recordedAt) {}

  private static Head takeHead(Connection c, int events) throws SQLException {
    try (var statement = c.prepareStatement(TAKE_HEAD)) {
      statement.setLong(1, events);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new StoreFailure.HeadDamaged("there is no head row");
        }
        var before = rows.getLong(1) - events;
        var recordedAt = rows.getObject(3, OffsetDateTime.class).toInstant();
        return new Head(CompactRange.of(before, rows.getBytes(2)), recordedAt);
      }
    } catch (IllegalArgumentException e) {
      throw new StoreFailure.HeadDamaged(String.valueOf(e.getMessage()));
    }
  }

  private Row row(Head head, EncodedEvent encoded) {
    var event = encoded.event();
    var type = event.event().getClass();
    var entry =
        new Entry(
            ledger.get(),
            head.tree().size(),
            event.eventId(),
            event.aggregateType(),
            event.event().target(),
            event.sequence(),
            EventTypes.name(type),
            EventTypes.revision(type),
            event.occurredAt().truncatedTo(ChronoUnit.MICROS),
            head.recordedAt(),
            encoded.payload().hash(),
            encoded.metadata().hash(),
            encoded.contents());
    var bytes = bytes(entry);
    var leaf = Hash.leaf(bytes);
    head.tree().append(leaf);
    return new Row(encoded, entry, bytes, leaf, head.tree().root());
  }

  private static byte[] bytes(Entry entry) {
    byte[] bytes;
    try {
      bytes = entry.bytes();
    } catch (UnreadableJson e) {
      throw new StoreFailure.Corrupted(entry.index(), String.valueOf(e.getMessage()), e);
    }
    if (bytes.length >= Entry.LIMIT) {
      throw new StoreFailure.TooLarge(entry.type(), bytes.length);
    }
    return bytes;
  }

  private static StoredEvent stored(Head head, Row row) {
    var entry = row.entry();
    return new StoredEvent(
        entry.index(),
        row.leaf().hex(),
        entry.eventId(),
        entry.sequence(),
        head.recordedAt(),
        entry.occurredAt(),
        row.encoded().event().origin(),
        row.encoded().event().event());
  }
}
