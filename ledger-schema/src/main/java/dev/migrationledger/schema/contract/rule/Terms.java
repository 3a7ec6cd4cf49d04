package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

/**
 * Where a rule stands, and when and how strictly it holds.
 *
 * @param place where it is written
 * @param since the version from which on it holds; 0 for always
 * @param optional whether it only warns
 */
public record Terms(Place place, long since, boolean optional) {

  public Terms {
    requireNonNull(place, "place");
  }

  /** Whether it holds when the target has come to this version. */
  public boolean holdsAt(long head) {
    return since <= head;
  }

  /** A part holds no earlier, and no more strictly, than the whole. */
  public Terms within(Terms whole) {
    return new Terms(place, Math.max(since, whole.since), optional || whole.optional);
  }
}
