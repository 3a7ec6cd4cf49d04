package dev.migrationledger.schema.object;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One object of a schema. */
public final class CatalogObject {

  private final ObjectKey key;
  private final SortedMap<String, Value> attributes;
  private volatile @Nullable String sha256;

  /**
   * An object.
   *
   * @param key which
   * @param attributes all that makes it what it is, by name; what is not there is as by default
   */
  public CatalogObject(ObjectKey key, SortedMap<String, Value> attributes) {
    this.key = requireNonNull(key, "key");
    this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** Which. */
  public ObjectKey key() {
    return key;
  }

  /** All that makes it what it is, by name; what is not there is as by default. */
  public SortedMap<String, Value> attributes() {
    return attributes;
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
    var known = sha256;
    if (known == null) {
      known = Sha256.hex(json());
      sha256 = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatalogObject that
        && key.equals(that.key)
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, attributes);
  }

  @Override
  public String toString() {
    return key + " " + attributes;
  }
}
