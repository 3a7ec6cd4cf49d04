package dev.migrationledger.query.answer;

import static java.util.Objects.requireNonNull;

/**
 * An event that an answer rests on.
 *
 * @param index its index in the log
 * @param event what it is, e.g. {@code MigrationEdited}
 * @param leaf its leaf hash in the Merkle tree, 64 lower-case hexadecimal digits
 */
public record Evidence(long index, String event, String leaf) {

  public Evidence {
    requireNonNull(event, "event");
    requireNonNull(leaf, "leaf");
  }
}
