package dev.migrationledger.runner.watch;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/**
 * What installing the capture, or taking it out, came to.
 *
 * @param changed the target was changed; else it was already so
 * @param collected what was brought home before and after
 * @param events what was recorded beside that
 * @param owner the role that owns the capture
 * @param left captured rows that stay in the target until they can be collected
 */
public record Changed(
    boolean changed,
    List<StoredEvent> collected,
    List<StoredEvent> events,
    String owner,
    long left) {

  public Changed {
    collected = List.copyOf(collected);
    events = List.copyOf(events);
    requireNonNull(owner, "owner");
  }
}
