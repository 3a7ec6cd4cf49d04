package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a planned migration was applied.
 *
 * @param target the target it is for
 * @param run the run it belongs to
 * @param version the migration
 * @param checksum the bytes that ran
 * @param execution how it ran
 * @param fromReceipt known from its receipt only
 */
public record RecordApplied(
    @TargetAggregateIdentifier String target,
    String run,
    Version version,
    Checksum checksum,
    Execution execution,
    boolean fromReceipt)
    implements LedgerCommand {

  public RecordApplied {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(execution, "execution");
  }
}
