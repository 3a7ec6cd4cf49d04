package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a down script was tried and did not end well.
 *
 * @param target the target it is for
 * @param run the run it belongs to
 * @param version the migration, which stays applied
 * @param checksum the down script's bytes that ran
 * @param failure why
 * @param attempts how often it was tried
 * @param durationMs milliseconds spent
 */
public record RecordRollbackFailed(
    @TargetAggregateIdentifier String target,
    String run,
    Version version,
    Checksum checksum,
    Failure failure,
    int attempts,
    long durationMs)
    implements LedgerCommand {

  public RecordRollbackFailed {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(failure, "failure");
  }
}
