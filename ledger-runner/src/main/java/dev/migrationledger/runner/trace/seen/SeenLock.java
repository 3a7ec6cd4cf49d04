package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

/**
 * A lock on a relation that a statement held when it was done.
 *
 * @param relation with its schema, as it was called before the statement
 * @param table the table it belongs to when it is an index, else the relation itself
 * @param made whether the same migration made it, so that nobody waits for it
 * @param since the statement that took it, in the same transaction; its own number when it did
 */
public record SeenLock(String relation, String table, LockMode mode, boolean made, int since) {

  public SeenLock {
    requireNonNull(relation, "relation");
    requireNonNull(table, "table");
    requireNonNull(mode, "mode");
  }

  /** Whether the relation is an index. */
  public boolean isIndex() {
    return !relation.equals(table);
  }
}
