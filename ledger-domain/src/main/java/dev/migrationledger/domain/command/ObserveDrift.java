package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.ObservedDrift;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says which objects are not as the ledger says: all of them, so that those which it knew and are
 * not among them are over.
 *
 * @param target the target it is for
 * @param schema the hash of the schema that the target was compared with
 * @param observed every difference
 */
public record ObserveDrift(
    @TargetAggregateIdentifier String target, String schema, List<ObservedDrift> observed)
    implements LedgerCommand {

  public ObserveDrift {
    requireNonNull(target, "target");
    requireNonNull(schema, "schema");
    observed = List.copyOf(observed);
  }
}
