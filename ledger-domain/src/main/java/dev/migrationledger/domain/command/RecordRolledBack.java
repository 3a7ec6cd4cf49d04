package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a migration was taken back.
 *
 * @param target the target it is for
 * @param run the run it belongs to
 * @param version the migration
 * @param checksum the down script's bytes that ran
 * @param schema SHA-256 of the snapshot that was found afterwards; empty when nobody looked
 * @param execution how it ran
 * @param fromReceipt known from its receipt only
 */
public record RecordRolledBack(
    @TargetAggregateIdentifier String target,
    String run,
    Version version,
    Checksum checksum,
    String schema,
    Execution execution,
    boolean fromReceipt)
    implements LedgerCommand {

  public RecordRolledBack {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(schema, "schema");
    requireNonNull(execution, "execution");
  }
}
