package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Somebody took every approval of a script back before it ran.
 *
 * @param target the target it may not run on any more
 * @param version the migration
 * @param file its file
 * @param checksum the bytes that were approved
 * @param approvers whose approvals do not count any more
 * @param reason why
 */
@Revision("1")
public record ApprovalWithdrawn(
    String target,
    Version version,
    String file,
    Checksum checksum,
    List<String> approvers,
    String reason)
    implements ApprovalEvent {

  public ApprovalWithdrawn {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    approvers = List.copyOf(approvers);
    requireNonNull(reason, "reason");
  }
}
