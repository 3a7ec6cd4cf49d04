package dev.migrationledger.query.answer;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.store.log.StoredEvent;

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

  /** A stored event as evidence. */
  public static Evidence of(StoredEvent stored) {
    return new Evidence(stored.index(), stored.event().getClass().getSimpleName(), stored.leaf());
  }
}
