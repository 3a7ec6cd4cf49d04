package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Approves that a script runs, in exactly these bytes.
 *
 * @param target the target it may run on
 * @param version the migration
 * @param checksum the bytes that were looked at
 * @param approver who approves
 * @param author who wrote these bytes, as far as known
 * @param reason why
 */
public record ApproveMigration(
    @TargetAggregateIdentifier String target,
    Version version,
    Checksum checksum,
    String approver,
    String author,
    String reason)
    implements LedgerCommand {

  public ApproveMigration {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    if (approver.isBlank()) {
      throw new IllegalArgumentException("an approval needs an approver");
    }
    requireNonNull(author, "author");
    requireNonNull(reason, "reason");
  }
}
