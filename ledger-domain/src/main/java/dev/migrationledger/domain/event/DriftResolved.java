package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.schema.DriftEnd;
import org.axonframework.serialization.Revision;

/**
 * An object of the schema is as the ledger says again, or the ledger says what the object is.
 *
 * @param target the target it happened on
 * @param object the object, as {@code column public.users.email}
 * @param end how it came about
 * @param reason why; empty when the object was only found to be as it should
 */
@Revision("1")
public record DriftResolved(String target, String object, DriftEnd end, String reason)
    implements SchemaEvent {

  public DriftResolved {
    requireNonNull(target, "target");
    requireNonNull(object, "object");
    requireNonNull(end, "end");
    requireNonNull(reason, "reason");
  }
}
