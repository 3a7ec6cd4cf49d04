package dev.migrationledger.sql.lint;

import java.util.Objects;

/**
 * The strongest lock that a rule says its bad example takes.
 *
 * @param mode as {@code pg_locks} names it, such as {@code ShareLock}; empty when none is claimed
 * @param relation on what
 */
public record LockClaim(String mode, String relation) {

  static final LockClaim NONE = new LockClaim("", "");

  public LockClaim {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(relation, "relation");
  }

  /** Whether anything is claimed. */
  public boolean isMade() {
    return !mode.isEmpty();
  }

  static LockClaim of(String text) {
    String[] words = text.split(" on ", 2);
    return text.isEmpty() ? NONE : new LockClaim(words[0], words[1]);
  }
}
