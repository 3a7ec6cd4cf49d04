package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.ObservedDrift;
import org.axonframework.serialization.Revision;

/**
 * An object of the schema is not as the ledger says.
 *
 * @param target the target it happened on
 * @param observed the object, before and after, and by whom as far as known
 */
@Revision("1")
public record DriftDetected(String target, ObservedDrift observed) implements SchemaEvent {

  public DriftDetected {
    requireNonNull(target, "target");
    requireNonNull(observed, "observed");
  }
}
