package dev.migrationledger.domain.schema;

/** How a difference came to its end. */
public enum DriftEnd {
  /** The object is again as the ledger says. */
  UNDONE,
  /** Somebody said that it shall stay: the ledger says so too from then on. */
  ACCEPTED,
  /** A migration was written that makes it everywhere. */
  ADOPTED
}
