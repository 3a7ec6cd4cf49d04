package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.ObservedDdl;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records what the capture saw, and how the capture itself was found.
 *
 * @param target the target it is for
 * @param at the target's clock when it was looked at
 * @param parts what the capture rests on, as found; empty when it is not installed
 * @param rows what it saw, by transaction and ordinal; those recorded before are passed over
 * @param last nothing that was seen until then comes after these
 */
public record ObserveDdl(
    @TargetAggregateIdentifier String target,
    Instant at,
    List<CapturePart> parts,
    List<ObservedDdl> rows,
    boolean last)
    implements LedgerCommand {

  public ObserveDdl {
    requireNonNull(target, "target");
    requireNonNull(at, "at");
    parts = List.copyOf(parts);
    rows = List.copyOf(rows);
  }
}
