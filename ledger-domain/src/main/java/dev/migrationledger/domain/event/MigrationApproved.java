package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * Somebody approved that a script runs, in exactly these bytes and on this target.
 *
 * @param target the target it may run on
 * @param version the migration
 * @param file its file
 * @param checksum the approved bytes; other bytes are not approved
 * @param approver who approved it
 * @param author who wrote these bytes, as far as known
 * @param reason why
 */
@Revision("1")
public record MigrationApproved(
    String target,
    Version version,
    String file,
    Checksum checksum,
    String approver,
    String author,
    String reason)
    implements ApprovalEvent {

  public MigrationApproved {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(approver, "approver");
    requireNonNull(author, "author");
    requireNonNull(reason, "reason");
  }
}
