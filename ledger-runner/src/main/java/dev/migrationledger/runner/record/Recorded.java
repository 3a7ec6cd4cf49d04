package dev.migrationledger.runner.record;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/**
 * What a command came to.
 *
 * @param events what happened, in order; empty when it was recorded before
 * @param evidence the same as the ledger holds them; empty while the ledger is away
 */
public record Recorded(List<LedgerEvent> events, List<StoredEvent> evidence) {

  public Recorded {
    events = List.copyOf(events);
    evidence = List.copyOf(evidence);
  }

  /** What the ledger holds. */
  public static Recorded in(List<StoredEvent> stored) {
    return new Recorded(stored.stream().map(StoredEvent::event).toList(), stored);
  }
}
