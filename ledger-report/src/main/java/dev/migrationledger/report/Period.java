package dev.migrationledger.report;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import java.time.Instant;

/**
 * The time a report is about, by the clock of the ledger database.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Period(Instant from, Instant to) {

  public Period {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  /** Whether a moment lies in it. */
  public boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** In words: {@code 2026-03-01T00:00:00.000000Z to 2026-04-01T00:00:00.000000Z}. */
  public String text() {
    return Moment.of(from) + " to " + Moment.of(to);
  }
}
