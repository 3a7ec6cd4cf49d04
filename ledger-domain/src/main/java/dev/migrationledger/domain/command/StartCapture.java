package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.CapturePart;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that DDL is captured from now on.
 *
 * @param target the target it is for
 * @param at the target's clock
 * @param parts what the capture rests on, as installed
 */
public record StartCapture(
    @TargetAggregateIdentifier String target, Instant at, List<CapturePart> parts)
    implements LedgerCommand {

  public StartCapture {
    requireNonNull(target, "target");
    requireNonNull(at, "at");
    parts = List.copyOf(parts);
  }
}
