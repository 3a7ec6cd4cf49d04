package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that the capture was taken out of the target.
 *
 * @param target the target it is for
 * @param at the target's clock
 * @param reason why
 */
public record StopCapture(@TargetAggregateIdentifier String target, Instant at, String reason)
    implements LedgerCommand {

  public StopCapture {
    requireNonNull(target, "target");
    requireNonNull(at, "at");
    requireNonNull(reason, "reason");
  }
}
