package dev.migrationledger.sql.order;

import dev.migrationledger.sql.facts.ObjectKind;
import java.util.Objects;

/**
 * An object of a database.
 *
 * @param schema empty for what stands in none; of a part, that of its relation or type
 * @param owner the relation or type of a part, and the table that an index or a sequence goes with;
 *     else empty
 * @param signature of a routine its argument types, as in {@code (int4, text[])}; else empty
 * @param open whether what it does or has cannot be told: a routine that may change the schema, a
 *     table that has the columns of another, a trigger that somebody made
 */
public record PresentObject(
    ObjectKind kind, String schema, String owner, String name, String signature, boolean open) {

  public PresentObject {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(signature, "signature");
  }
}
