package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * The capture was looked at; whatever of it was not whole is an open gap, and everything it saw
 * until then in transactions that had ended is recorded.
 *
 * @param target the target it happened on
 * @param at the target's clock
 */
@Revision("1")
public record CaptureChecked(String target, Instant at) implements CaptureEvent {

  public CaptureChecked {
    requireNonNull(target, "target");
    requireNonNull(at, "at");
  }
}
