package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * The capture was taken out of the target; what follows is not seen.
 *
 * @param target the target it happened on
 * @param at the target's clock
 * @param reason why
 */
@Revision("1")
public record CaptureStopped(String target, Instant at, String reason) implements CaptureEvent {

  public CaptureStopped {
    requireNonNull(target, "target");
    requireNonNull(at, "at");
    requireNonNull(reason, "reason");
  }
}
