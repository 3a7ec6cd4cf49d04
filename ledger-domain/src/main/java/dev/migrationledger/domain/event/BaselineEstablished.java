package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The schema was taken over as it stands: these migrations count as done without having run.
 *
 * @param target the target it happened on
 * @param version the highest version covered
 * @param covered the versions whose state became baselined
 * @param reason why
 * @param schemaHash SHA-256 of the schema's snapshot, empty when none was taken
 */
@Revision("1")
public record BaselineEstablished(
    String target, Version version, List<Version> covered, String reason, String schemaHash)
    implements LedgerEvent {

  public BaselineEstablished {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    covered = List.copyOf(covered);
    requireNonNull(reason, "reason");
    requireNonNull(schemaHash, "schemaHash");
  }
}
