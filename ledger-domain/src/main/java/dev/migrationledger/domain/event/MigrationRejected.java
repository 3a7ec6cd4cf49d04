package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * A file in the folder broke a rule; nothing of it runs until that is put right.
 *
 * @param target the target it happened on
 * @param file the file
 * @param findings every finding about it
 */
@Revision("1")
public record MigrationRejected(String target, String file, List<Finding> findings)
    implements LedgerEvent {

  public MigrationRejected {
    requireNonNull(target, "target");
    requireNonNull(file, "file");
    findings = List.copyOf(findings);
  }
}
