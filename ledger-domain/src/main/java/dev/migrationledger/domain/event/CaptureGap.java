package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.GapCause;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/**
 * DDL may have gone unseen for a time. Told when it is noticed, and once more, with the same
 * beginning, when a gap that was open has ended.
 *
 * @param target the target it happened on
 * @param part what was not whole, as it was found
 * @param cause why DDL may have gone unseen
 * @param from the last time it was known to be whole; the gap began then or later
 * @param until when it was found so, or found whole again
 * @param open it was still so
 */
@Revision("1")
public record CaptureGap(
    String target, CapturePart part, GapCause cause, Instant from, Instant until, boolean open)
    implements CaptureEvent {

  public CaptureGap {
    requireNonNull(target, "target");
    requireNonNull(part, "part");
    requireNonNull(cause, "cause");
    requireNonNull(from, "from");
    requireNonNull(until, "until");
  }
}
