package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * A receipt in the target tells other bytes than the ledger, and somebody decided that the ledger
 * is right. The receipt stays where it is.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param inLedger the bytes that ran, by the ledger
 * @param inReceipt the bytes that ran, by the receipt
 * @param reason why, as the actor put it
 */
@Revision("1")
public record ReceiptTampered(
    String target, Version version, Checksum inLedger, Checksum inReceipt, String reason)
    implements RepairEvent {

  public ReceiptTampered {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(inLedger, "inLedger");
    requireNonNull(inReceipt, "inReceipt");
    requireNonNull(reason, "reason");
  }
}
