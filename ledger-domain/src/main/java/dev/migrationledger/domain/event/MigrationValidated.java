package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A script passed every rule that refuses.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param checksum the bytes that were checked
 * @param findings what was found all the same: warnings and notes
 */
@Revision("1")
public record MigrationValidated(
    String target, Version version, Checksum checksum, List<Finding> findings)
    implements LedgerEvent {

  public MigrationValidated {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
    findings = List.copyOf(findings);
  }
}
