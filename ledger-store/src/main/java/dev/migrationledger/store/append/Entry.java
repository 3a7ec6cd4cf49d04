package dev.migrationledger.store.append;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.codec.CanonicalJson;
import dev.migrationledger.store.codec.UnreadableJson;
import dev.migrationledger.store.merkle.Hash;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the tree commits to for one event: every column of its row, payload and metadata as SHA-256.
 *
 * @param ledger the ledger's id
 * @param index its place in the whole log
 * @param eventId its own id
 * @param aggregateType the kind of aggregate
 * @param target the target it happened on
 * @param sequence its place among the target's events
 * @param type what happened
 * @param revision the revision of the payload's shape
 * @param occurredAt the runner's clock
 * @param recordedAt the database's clock
 * @param payload the payload's hash
 * @param metadata the metadata's hash
 * @param contents commitments to stored texts the event names
 */
public record Entry(
    UUID ledger,
    long index,
    String eventId,
    String aggregateType,
    String target,
    long sequence,
    String type,
    String revision,
    Instant occurredAt,
    Instant recordedAt,
    Hash payload,
    Hash metadata,
    List<String> contents) {

  /** The entry's format, one of its properties. */
  public static final String FORMAT = "ledger-entry/1";

  /** An entry has fewer bytes than this. */
  public static final int LIMIT = 65_536;

  public Entry {
    requireNonNull(ledger, "ledger");
    requireNonNull(eventId, "eventId");
    requireNonNull(aggregateType, "aggregateType");
    requireNonNull(target, "target");
    requireNonNull(type, "type");
    requireNonNull(revision, "revision");
    requireNonNull(occurredAt, "occurredAt");
    requireNonNull(recordedAt, "recordedAt");
    requireNonNull(payload, "payload");
    requireNonNull(metadata, "metadata");
    contents = List.copyOf(contents);
  }

  /** A time as entries write it: UTC, always microseconds, always the same width. */
  public static String time(Instant instant) {
    var seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    var micros = Integer.toString(1_000_000 + instant.get(ChronoField.MICRO_OF_SECOND));
    return seconds.substring(0, seconds.length() - 1) + "." + micros.substring(1) + "Z";
  }

  /** The properties as text, in canonical order; commitments are joined by a space. */
  public SortedMap<String, String> properties() {
    var properties = new TreeMap<String, String>();
    properties.put("format", FORMAT);
    properties.put("ledger", ledger.toString());
    properties.put("index", Long.toString(index));
    properties.put("event_id", eventId);
    properties.put("aggregate_type", aggregateType);
    properties.put("target", target);
    properties.put("sequence", Long.toString(sequence));
    properties.put("type", type);
    properties.put("revision", revision);
    properties.put("occurred_at", time(occurredAt));
    properties.put("recorded_at", time(recordedAt));
    properties.put("payload_sha256", payload.hex());
    properties.put("metadata_sha256", metadata.hex());
    properties.put("contents", String.join(" ", contents));
    return properties;
  }

  /**
   * The canonical JSON (RFC 8785), UTF-8.
   *
   * @throws UnreadableJson when a text is not well-formed Unicode
   */
  public byte[] bytes() throws UnreadableJson {
    return CanonicalJson.ofStrings(properties());
  }
}
