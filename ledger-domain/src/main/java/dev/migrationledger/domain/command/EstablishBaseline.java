package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Version;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes the schema over as it stands up to a version.
 *
 * @param target the target it is for
 * @param version the highest version covered
 * @param reason why
 * @param schemaHash SHA-256 of the schema's snapshot, empty when none was taken
 */
public record EstablishBaseline(
    @TargetAggregateIdentifier String target, Version version, String reason, String schemaHash)
    implements LedgerCommand {

  public EstablishBaseline {
    requireNonNull(target, "target");
    requireNonNull(version, "version");
    requireNonNull(reason, "reason");
    requireNonNull(schemaHash, "schemaHash");
  }
}
