package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * Somebody accepted an edit; the text that ran stays on record.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param checksum the accepted bytes
 * @param reason why
 * @param approvedBy who approved it, empty when nobody was named
 */
@Revision("1")
public record EditAcknowledged(
    String target, Version version, Checksum checksum, String reason, String approvedBy)
    implements LedgerEvent {

  public EditAcknowledged {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    requireNonNull(reason, "reason");
    requireNonNull(approvedBy, "approvedBy");
  }
}
