package dev.migrationledger.sql.lint;

import java.util.Objects;

/**
 * What shows a rule at work; the tests run it on a server, on the tables of {@link
 * Rulebook#tables()}.
 *
 * @param setup what else there is before
 * @param bad a script that the rule finds something in
 * @param line where in it
 * @param good a script to the same end that it finds nothing in
 * @param serverVersion the target's, where the rule depends on it
 * @param lock what the bad script locks
 * @param rewrite the table that the bad script writes anew; empty when it does not
 * @param failure the SQLSTATE with which the server refuses the bad script; empty when it runs
 */
public record Example(
    String setup,
    String bad,
    int line,
    String good,
    int serverVersion,
    LockClaim lock,
    String rewrite,
    String failure) {

  public Example {
    Objects.requireNonNull(setup, "setup");
    Objects.requireNonNull(bad, "bad");
    Objects.requireNonNull(good, "good");
    Objects.requireNonNull(lock, "lock");
    Objects.requireNonNull(rewrite, "rewrite");
    Objects.requireNonNull(failure, "failure");
    if (bad.isEmpty() || good.isEmpty() || line < 1) {
      throw new IllegalArgumentException("An example has a bad script, its line, and a good one");
    }
  }
}
