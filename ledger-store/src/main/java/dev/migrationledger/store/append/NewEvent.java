package dev.migrationledger.store.append;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.origin.Origin;
import java.time.Instant;

/**
 * An event that has no place in the log yet.
 *
 * @param eventId its own id, a UUID
 * @param aggregateType the kind of aggregate
 * @param sequence its place among the events of its target
 * @param occurredAt the runner's clock
 * @param origin who caused it, and from where
 * @param event what happened
 */
public record NewEvent(
    String eventId,
    String aggregateType,
    long sequence,
    Instant occurredAt,
    Origin origin,
    LedgerEvent event) {

  public NewEvent {
    requireNonNull(eventId, "eventId");
    requireNonNull(aggregateType, "aggregateType");
    requireNonNull(occurredAt, "occurredAt");
    requireNonNull(origin, "origin");
    requireNonNull(event, "event");
  }
}
