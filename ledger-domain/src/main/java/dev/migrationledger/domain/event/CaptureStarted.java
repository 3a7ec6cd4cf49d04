package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.CapturePart;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * DDL on the target is captured from now on, or again; every gap that was open ends here.
 *
 * @param target the target it happened on
 * @param at the target's clock
 * @param parts what it rests on, as installed
 */
@Revision("1")
public record CaptureStarted(String target, Instant at, List<CapturePart> parts)
    implements CaptureEvent {

  public CaptureStarted {
    requireNonNull(target, "target");
    requireNonNull(at, "at");
    parts = List.copyOf(parts);
  }
}
