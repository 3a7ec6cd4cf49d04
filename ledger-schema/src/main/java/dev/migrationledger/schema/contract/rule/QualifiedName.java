package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.schema.object.Identifiers;

/**
 * A name in a schema, both as the catalogs have them.
 *
 * @param schema the schema
 * @param name the name
 */
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {

  public QualifiedName {
    requireNonNull(schema, "schema");
    requireNonNull(name, "name");
  }

  @Override
  public int compareTo(QualifiedName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  /** As SQL writes it. */
  @Override
  public String toString() {
    return Identifiers.quoted(schema) + "." + Identifiers.quoted(name);
  }
}
