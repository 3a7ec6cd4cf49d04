package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;
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
 * @param findings why what it made was not kept; empty when it failed by itself
 */
public record RecordFailed(
    @TargetAggregateIdentifier String target,
    String run,
    Version version,
    Checksum checksum,
    Failure failure,
    int attempts,
    long durationMs,
    List<Finding> findings)
    implements LedgerCommand {

  /** One that failed by itself. */
  public RecordFailed(
      String target,
      String run,
      Version version,
      Checksum checksum,
      Failure failure,
      int attempts,
      long durationMs) {
    this(target, run, version, checksum, failure, attempts, durationMs, List.of());
  }

  public RecordFailed {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(failure, "failure");
    findings = List.copyOf(findings);
  }
}
