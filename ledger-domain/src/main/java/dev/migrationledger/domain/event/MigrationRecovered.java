package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import org.axonframework.serialization.Revision;

/**
 * A failure state was resolved.
 *
 * @param target the target it happened on
 * @param version the migration
 * @param status its state from now on
 * @param done what was done
 * @param proof what shows that it holds
 * @param reason why, as the actor put it
 */
@Revision("1")
public record MigrationRecovered(
    String target,
    Version version,
    MigrationStatus status,
    String done,
    String proof,
    String reason)
    implements LedgerEvent {

  public MigrationRecovered {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(status, "status");
    requireNonNull(done, "done");
    requireNonNull(proof, "proof");
    requireNonNull(reason, "reason");
  }
}
