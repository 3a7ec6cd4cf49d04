package dev.migrationledger.store.log;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.origin.Origin;
import java.time.Instant;

/**
 * An event as the log holds it.
 *
 * @param index its place in the whole log, from 0, without gaps
 * @param leaf its leaf hash in the Merkle tree, 64 lower-case hexadecimal digits
 * @param eventId its own id
 * @param sequence its place among the events of its target, from 0, without gaps
 * @param recordedAt the ledger database's clock, microseconds
 * @param occurredAt the runner's clock, microseconds
 * @param origin who caused it, and from where
 * @param event what happened
 */
public record StoredEvent(
    long index,
    String leaf,
    String eventId,
    long sequence,
    Instant recordedAt,
    Instant occurredAt,
    Origin origin,
    LedgerEvent event) {

  public StoredEvent {
    requireNonNull(leaf, "leaf");
    requireNonNull(eventId, "eventId");
    requireNonNull(recordedAt, "recordedAt");
    requireNonNull(occurredAt, "occurredAt");
    requireNonNull(origin, "origin");
    requireNonNull(event, "event");
    if (index < 0 || sequence < 0) {
      throw new IllegalArgumentException("index and sequence must not be negative");
    }
  }
}
