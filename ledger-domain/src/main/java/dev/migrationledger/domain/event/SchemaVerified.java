package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.schema.KnownSchema;
import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * The schema was looked at, and this is what it shall be from here on: what it was, with all that
 * migrations have done to it since.
 *
 * @param target the target it happened on
 * @param run the run after which it was looked at, empty when no run was its occasion
 * @param schema the schema that the ledger goes by
 * @param live SHA-256 of the snapshot of what was there; another one than the schema's while
 *     somebody's own changes stand open
 * @param findings what was found beside it
 */
@Revision("1")
public record SchemaVerified(
    String target, String run, KnownSchema schema, String live, List<Finding> findings)
    implements SchemaEvent {

  public SchemaVerified {
    requireNonNull(target, "target");
    requireNonNull(run, "run");
    requireNonNull(schema, "schema");
    requireNonNull(live, "live");
    findings = List.copyOf(findings);
  }
}
