package dev.migrationledger.store.log;

import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.failure.StoreFailure;
import dev.migrationledger.store.merkle.Hash;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as they were read, not yet decoded: that needs no connection, and may happen elsewhere.
 */
public final class EncodedEvents {

  private final EventCodec codec;
  private final List<Row> rows;

  EncodedEvents(EventCodec codec, List<Row> rows) {
    this.codec = codec;
    this.rows = List.copyOf(rows);
  }

  /** One row of the log. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and read once
  record Row(
      long index,
      byte[] leaf,
      String eventId,
      long sequence,
      Instant recordedAt,
      Instant occurredAt,
      byte[] metadata,
      String type,
      String revision,
      byte[] payload) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("index"),
          row.getBytes("leaf"),
          row.getString("event_id"),
          row.getLong("sequence"),
          instant(row, "recorded_at"),
          instant(row, "occurred_at"),
          row.getBytes("metadata"),
          row.getString("payload_type"),
          row.getString("payload_revision"),
          row.getBytes("payload"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
      return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Those of one command have one origin between them: it is decoded once. */
    StoredEvent decoded(EventCodec codec, Map<ByteBuffer, Origin> origins) {
      try {
        var origin = origins.get(ByteBuffer.wrap(metadata));
        if (origin == null) {
          origin = codec.origin(metadata);
          origins.put(ByteBuffer.wrap(metadata), origin);
        }
        return new StoredEvent(
            index,
            Hash.of(leaf).hex(),
            eventId,
            sequence,
            recordedAt,
            occurredAt,
            origin,
            codec.event(type, revision, payload));
      } catch (UnreadableJson | IllegalArgumentException e) {
        throw new StoreFailure.Corrupted(index, String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The events, in order. */
  public List<StoredEvent> decoded() {
    var origins = new HashMap<ByteBuffer, Origin>();
    return rows.stream().map(row -> row.decoded(codec, origins)).toList();
  }
}
