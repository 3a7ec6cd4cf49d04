package dev.migrationledger.api.access;

import java.time.Duration;

/**
 * Logins that were refused, by the address they came from, or its network where that is one
 * subscriber's: after too many the next one waits. Those that were accepted do not count, for many
 * may come from behind one address.
 */
public final class RefusedLogins {

  private static final int MOST = 10;
  private static final Duration PER = Duration.ofMinutes(5);

  private final Limits limits = new Limits(MOST, PER);

  public RefusedLogins() {}

  /**
   * Passes when another one may be tried.
   *
   * @throws AccessProblem when there were too many
   */
  public void mustNotBeTooMany(String from) {
    var wait = limits.look(ClientAddress.subscriber(from));
    if (!wait.isZero()) {
      throw AccessProblem.tooMany(
          "more than " + MOST + " logins from " + from + " were refused in 5 minutes.", wait);
    }
  }

  /** Counts one more. */
  public void count(String from) {
    limits.take(ClientAddress.subscriber(from));
  }
}
