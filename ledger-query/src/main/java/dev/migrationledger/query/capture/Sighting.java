package dev.migrationledger.query.capture;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An object that was found changed, and when that can have happened.
 *
 * @param kind what sort of object, for the sentence
 * @param schema its schema, empty when it has none
 * @param identity its name as PostgreSQL's {@code pg_identify_object} writes it, e.g. {@code
 *     public.users.email} or {@code tr on public.users}
 * @param within the identity of the table or other object it belongs to, whose commands change it
 *     too; empty when it stands alone
 * @param from the last time it was known not to be changed, by the target's clock
 * @param to when it was found changed, by the target's clock
 */
public record Sighting(
    String kind, String schema, String identity, String within, Instant from, Instant to) {

  public Sighting {
    requireNonNull(kind, "kind");
    requireNonNull(schema, "schema");
    requireNonNull(identity, "identity");
    requireNonNull(within, "within");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }
}
