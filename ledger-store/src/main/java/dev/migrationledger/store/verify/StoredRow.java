package dev.migrationledger.store.verify;

import dev.migrationledger.store.append.Entry;
import dev.migrationledger.store.codec.CanonicalJson;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A row of the log as it is stored, nothing of it trusted. */
final class StoredRow {

  private final Entry columns;
  private final byte[] payload;
  private final byte[] metadata;
  private final byte[] entry;
  private final byte[] leaf;
  private final byte[] root;
  private List<String> contents = List.of();

  private StoredRow(Entry columns, ResultSet row) throws SQLException {
    this.columns = columns;
    this.payload = row.getBytes("payload");
    this.metadata = row.getBytes("metadata");
    this.entry = row.getBytes("entry");
    this.leaf = row.getBytes("leaf");
    this.root = row.getBytes("root");
  }

  static StoredRow of(ResultSet row) throws SQLException {
    return new StoredRow(
        new Entry(
            new UUID(0, 0),
            row.getLong("index"),
            row.getString("event_id"),
            row.getString("aggregate_type"),
            row.getString("target"),
            row.getLong("sequence"),
            row.getString("payload_type"),
            row.getString("payload_revision"),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
            Hash.sha256(row.getBytes("payload")),
            Hash.sha256(row.getBytes("metadata")),
            List.of()),
        row);
  }

  long index() {
    return columns.index();
  }

  String target() {
    return columns.target();
  }

  long sequence() {
    return columns.sequence();
  }

  String type() {
    return columns.type();
  }

  String revision() {
    return columns.revision();
  }

  byte[] payload() {
    return payload;
  }

  byte[] metadata() {
    return metadata;
  }

  byte[] entry() {
    return entry;
  }

  byte[] leaf() {
    return leaf;
  }

  byte[] root() {
    return root;
  }

  /** The commitments the entry names; known once it was compared. */
  List<String> contents() {
    return contents;
  }

  /** How the columns differ from the stored entry; empty when they do not. */
  String differenceFromEntry(UUID ledger) throws UnreadableJson {
    var text = new String(entry, StandardCharsets.UTF_8);
    var stored = CanonicalJson.strings(text);
    var named = stored.getOrDefault("contents", "");
    contents = named.isEmpty() ? List.of() : List.of(named.split(" ", -1));
    var expected = withLedger(ledger).properties();
    for (Map.Entry<String, String> property : expected.entrySet()) {
      var found = stored.get(property.getKey());
      if (!property.getValue().equals(found)) {
        return property.getKey()
            + ": the row says "
            + property.getValue()
            + ", its entry "
            + (found == null ? "nothing" : found);
      }
    }
    if (stored.size() != expected.size() || !Arrays.equals(CanonicalJson.of(text), entry)) {
      return "the entry is not in canonical form, or has more properties than it may";
    }
    return "";
  }

  private Entry withLedger(UUID ledger) {
    return new Entry(
        ledger,
        columns.index(),
        columns.eventId(),
        columns.aggregateType(),
        columns.target(),
        columns.sequence(),
        columns.type(),
        columns.revision(),
        columns.occurredAt(),
        columns.recordedAt(),
        columns.payload(),
        columns.metadata(),
        contents);
  }
}
