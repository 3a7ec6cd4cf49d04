package dev.migrationledger.schema.object;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object of a schema.
 *
 * @param key which
 * @param attributes all that makes it what it is, by name; what is not there is as by default
 */
public record CatalogObject(ObjectKey key, SortedMap<String, Value> attributes) {

  public CatalogObject {
    requireNonNull(key, "key");
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** An attribute's text; empty when it is absent or no single text. */
  public String text(String attribute) {
    return attributes.get(attribute) instanceof Value.Text(var text) ? text : "";
  }

  /** An attribute's texts; none when it is absent. */
  public List<String> texts(String attribute) {
    return attributes.get(attribute) instanceof Value.Texts(var items) ? items : List.of();
  }

  /** Whether an attribute holds. */
  public boolean holds(String attribute) {
    return attributes.get(attribute) instanceof Value.Holds;
  }

  /** The attributes as canonical JSON (RFC 8785): what is hashed. */
  public String json() {
    return CanonicalJson.attributes(attributes);
  }

  /** SHA-256 of {@link #json} in UTF-8, lower-case hex. */
  public String sha256() {
    return Sha256.hex(json());
  }
}
