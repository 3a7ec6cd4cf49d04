package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.origin.Origin;
import java.time.Instant;

/**
 * One event, whole.
 *
 * @param schema {@code ledger/event/v1}
 * @param target the target
 * @param asOf index of the last event of the log, at the time of asking
 * @param index its index in the log
 * @param event what it is, e.g. {@code MigrationApplied}
 * @param sequence its place among the target's events, from 0
 * @param eventId its own id
 * @param leaf its leaf hash in the Merkle tree
 * @param recordedAt when it was recorded, clock of the ledger database
 * @param occurredAt when it happened, clock of the program that reports it
 * @param sentence what happened, in words
 * @param origin who caused it, and from where
 * @param payload everything it says
 */
public record EventAnswer(
    String schema,
    String target,
    long asOf,
    long index,
    String event,
    long sequence,
    String eventId,
    String leaf,
    Instant recordedAt,
    Instant occurredAt,
    String sentence,
    Origin origin,
    LedgerEvent payload) {

  public EventAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(event, "event");
    requireNonNull(eventId, "eventId");
    requireNonNull(leaf, "leaf");
    requireNonNull(recordedAt, "recordedAt");
    requireNonNull(occurredAt, "occurredAt");
    requireNonNull(sentence, "sentence");
    requireNonNull(origin, "origin");
    requireNonNull(payload, "payload");
  }
}
