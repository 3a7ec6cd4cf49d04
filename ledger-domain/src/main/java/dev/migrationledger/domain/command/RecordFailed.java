package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a planned migration was tried and did not end well.
 *
 * @param target the target it is for
 * @param run the run it belongs to
 * @param version the migration
 * @param checksum the bytes that ran
 * @param failure why, and what is left
 * @param attempts how often it was tried
 * @param durationMs milliseconds spent
 */
public record RecordFailed(
    @TargetAggregateIdentifier String target,
    String run,
    Version version,
    Checksum checksum,
    Failure failure,
    int attempts,
    long durationMs)
    implements LedgerCommand {

  public RecordFailed {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(failure, "failure");
  }
}
