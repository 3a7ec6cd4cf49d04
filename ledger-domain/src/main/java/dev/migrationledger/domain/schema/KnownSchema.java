package dev.migrationledger.domain.schema;

import static java.util.Objects.requireNonNull;

/**
 * A schema as it was recorded.
 *
 * @param hash SHA-256 of its snapshot, lower-case hex; empty when none was ever taken
 * @param objects how many objects it has
 * @param content the commitment to the snapshot's text, empty when the text was not kept
 */
public record KnownSchema(String hash, int objects, String content) {

  /** No schema was ever recorded. */
  public static final KnownSchema NONE = new KnownSchema("", 0, "");

  public KnownSchema {
    requireNonNull(hash, "hash");
    requireNonNull(content, "content");
    if (objects < 0) {
      throw new IllegalArgumentException("a schema has no fewer than no objects");
    }
  }

  /** Whether one was recorded. */
  public boolean isKnown() {
    return !hash.isEmpty();
  }
}
