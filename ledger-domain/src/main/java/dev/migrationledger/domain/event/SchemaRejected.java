package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * All statements of a migration ran, and what they made was not what it should be: it was not kept,
 * but for what has no transaction. {@link MigrationFailed} says what is left.
 *
 * @param target the target it happened on
 * @param run the run it belongs to
 * @param version the migration
 * @param file its file
 * @param checksum the bytes that ran
 * @param findings what was wrong, and what else was found
 */
@Revision("1")
public record SchemaRejected(
    String target,
    String run,
    Version version,
    String file,
    Checksum checksum,
    List<Finding> findings)
    implements SchemaEvent {

  public SchemaRejected {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    findings = List.copyOf(findings);
  }
}
