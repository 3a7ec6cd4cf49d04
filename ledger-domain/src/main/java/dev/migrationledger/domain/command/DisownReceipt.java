package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that a receipt tells bytes that never ran.
 *
 * @param target the target it is for
 * @param version the migration
 * @param receipt the bytes that the receipt tells
 * @param reason why
 */
public record DisownReceipt(
    @TargetAggregateIdentifier String target, Version version, Checksum receipt, String reason)
    implements LedgerCommand {

  public DisownReceipt {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(receipt, "receipt");
    requireNonNull(reason, "reason");
  }
}
