package dev.migrationledger.domain.command;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.schema.KnownSchema;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records what the schema is.
 *
 * @param target the target it is for
 * @param run the run after which it was looked at, empty when no run was its occasion
 * @param schema the schema that the ledger shall go by
 * @param live SHA-256 of the snapshot of what is there
 * @param findings what was found beside it
 */
public record RecordSchema(
    @TargetAggregateIdentifier String target,
    String run,
    KnownSchema schema,
    String live,
    List<Finding> findings)
    implements LedgerCommand {

  public RecordSchema {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(schema, "schema");
    requireNonNull(live, "live");
    findings = List.copyOf(findings);
  }
}
