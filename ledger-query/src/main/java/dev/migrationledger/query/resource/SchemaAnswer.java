package dev.migrationledger.query.resource;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import java.util.List;

/**
 * A target's schema as the ledger went by it.
 *
 * @param schema {@code ledger/schema/v1}
 * @param target the target
 * @param asOf the last event that counts
 * @param hash SHA-256 of the snapshot
 * @param lookedAt when it was looked at last before that
 * @param objects how many objects it has
 * @param snapshot the snapshot as JSON, {@code null} when its text was not kept or was erased
 * @param evidence the event of that look
 */
public record SchemaAnswer(
    String schema,
    String target,
    long asOf,
    String hash,
    Moment lookedAt,
    long objects,
    @JsonRawValue String snapshot,
    List<Evidence> evidence) {

  public SchemaAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    requireNonNull(hash, "hash");
    requireNonNull(lookedAt, "lookedAt");
    requireNonNull(snapshot, "snapshot");
    evidence = List.copyOf(evidence);
  }
}
