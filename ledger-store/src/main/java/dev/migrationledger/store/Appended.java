package dev.migrationledger.store;

import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/**
 * What a command recorded.
 *
 * @param events in order; empty when there was nothing new
 */
public record Appended(List<StoredEvent> events) {

  public Appended {
    events = List.copyOf(events);
  }
}
