package dev.migrationledger.schema.object;

import static java.util.Objects.requireNonNull;

/**
 * Which object: its kind and where it is found. Names are as the catalogs have them, unquoted.
 *
 * @param kind what it is
 * @param schema the schema it lies in, empty when it lies in none
 * @param parent the table, domain or server that it is part of, empty when it stands by itself
 * @param name its name
 * @param signature what tells namesakes apart, as in {@code (integer, text)}; mostly empty
 */
public record ObjectKey(
    CatalogKind kind, String schema, String parent, String name, String signature)
    implements Comparable<ObjectKey> {

  public ObjectKey {
    requireNonNull(kind, "kind");
    requireNonNull(schema, "schema");
    requireNonNull(parent, "parent");
    requireNonNull(name, "name");
    requireNonNull(signature, "signature");
  }

  /** An object that stands by itself and has no namesake. */
  public static ObjectKey of(CatalogKind kind, String schema, String name) {
    return new ObjectKey(kind, schema, "", name, "");
  }

  /** A part of another. */
  public static ObjectKey part(CatalogKind kind, String schema, String parent, String name) {
    return new ObjectKey(kind, schema, parent, name, "");
  }

  /** The name as SQL writes it, with all that stands before it: {@code public."Order".id}. */
  public String qualified() {
    var text = new StringBuilder();
    if (!schema.isEmpty()) {
      text.append(Identifiers.quoted(schema)).append('.');
    }
    if (!parent.isEmpty()) {
      text.append(Identifiers.quoted(parent)).append('.');
    }
    return text.append(written()).toString();
  }

  /** The name of the parent as SQL writes it, with its schema. */
  public String qualifiedParent() {
    return schema.isEmpty()
        ? Identifiers.quoted(parent)
        : Identifiers.quoted(schema) + "." + Identifiers.quoted(parent);
  }

  /** The name by itself as SQL writes it, with its signature. */
  public String written() {
    return switch (kind) {
      case OPERATOR, CAST -> name + signature;
      default -> Identifiers.quoted(name) + signature;
    };
  }

  @Override
  public int compareTo(ObjectKey other) {
    int order = kind.compareTo(other.kind);
    order = order == 0 ? schema.compareTo(other.schema) : order;
    order = order == 0 ? parent.compareTo(other.parent) : order;
    order = order == 0 ? name.compareTo(other.name) : order;
    return order == 0 ? signature.compareTo(other.signature) : order;
  }

  /** As people write it: {@code column public.users.email}. */
  @Override
  public String toString() {
    return kind.words() + " " + qualified();
  }
}
