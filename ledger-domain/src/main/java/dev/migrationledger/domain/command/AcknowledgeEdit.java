package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Accepts the text an applied script has now.
 *
 * @param target the target it is for
 * @param version the migration
 * @param checksum the accepted bytes
 * @param reason why
 * @param approvedBy who approved it, empty when nobody was named
 */
public record AcknowledgeEdit(
    @TargetAggregateIdentifier String target,
    Version version,
    Checksum checksum,
    String reason,
    String approvedBy)
    implements LedgerCommand {

  public AcknowledgeEdit {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(reason, "reason");
    requireNonNull(approvedBy, "approvedBy");
  }
}
