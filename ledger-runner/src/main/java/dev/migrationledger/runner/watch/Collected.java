package dev.migrationledger.runner.watch;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.List;

/**
 * What a look at the capture brought home.
 *
 * @param events what was recorded, in order
 * @param waiting captured rows whose transactions, or earlier ones, have not ended
 * @param checkedAt the target's clock at the look: until then the capture was whole, or its gaps
 *     are recorded
 */
public record Collected(List<StoredEvent> events, long waiting, Instant checkedAt) {

  public Collected {
    events = List.copyOf(events);
    requireNonNull(checkedAt, "checkedAt");
  }

  /** The statements, of migrations and of others. */
  public List<DdlObserved> observed() {
    return events.stream()
        .map(StoredEvent::event)
        .filter(DdlObserved.class::isInstance)
        .map(DdlObserved.class::cast)
        .toList();
  }

  /** The gaps that were noticed or ended. */
  public List<CaptureGap> gaps() {
    return events.stream()
        .map(StoredEvent::event)
        .filter(CaptureGap.class::isInstance)
        .map(CaptureGap.class::cast)
        .toList();
  }
}
