package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

/**
 * What a lint rule says of a statement, and what was seen.
 *
 * @param code the rule's
 * @param kind what it is about
 * @param relation the table; what the rule calls it when it was not seen
 * @param claimed the lock's mode in words; for a rewrite {@code written anew}
 * @param seen the same of what was seen; empty when nothing was
 */
public record Claim(String code, Kind kind, String relation, String claimed, String seen) {

  /** What can be claimed. */
  public enum Kind {
    LOCK,
    REWRITE
  }

  public Claim {
    requireNonNull(code, "code");
    requireNonNull(kind, "kind");
    requireNonNull(relation, "relation");
    requireNonNull(claimed, "claimed");
    requireNonNull(seen, "seen");
  }

  /** Whether it was seen as claimed. */
  public boolean agrees() {
    return claimed.equals(seen);
  }
}
