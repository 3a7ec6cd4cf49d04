package dev.migrationledger.query.story;

import static java.util.Objects.requireNonNull;

/**
 * A migration that needs this one, or that this one needs, and why.
 *
 * @param version the other migration
 * @param file its file
 * @param kind declared or derived
 * @param object what ties them, empty when declared
 * @param line where the script says so, 0 when not known
 * @param reason why, as the author wrote it; may be empty
 */
public record Link(
    String version, String file, String kind, String object, long line, String reason) {

  public Link {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(kind, "kind");
    requireNonNull(object, "object");
    requireNonNull(reason, "reason");
  }
}
