package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.DriftEnd;
import dev.migrationledger.domain.schema.KnownSchema;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets objects stay as they are: the ledger goes by them from then on.
 *
 * @param target the target it is for
 * @param objects which, each as {@code column public.users.email}
 * @param end accepted or adopted
 * @param reason why
 * @param schema the schema with these objects as they are
 * @param live SHA-256 of the snapshot of what is there
 */
public record SettleDrift(
    @TargetAggregateIdentifier String target,
    List<String> objects,
    DriftEnd end,
    String reason,
    KnownSchema schema,
    String live)
    implements LedgerCommand {

  public SettleDrift {
    requireNonNull(target, "target");
    objects = List.copyOf(objects);
    requireNonNull(end, "end");
    requireNonNull(reason, "reason");
    requireNonNull(schema, "schema");
    requireNonNull(live, "live");
  }
}
