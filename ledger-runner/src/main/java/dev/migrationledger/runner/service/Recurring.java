package dev.migrationledger.runner.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that the service does again and again, one at a time.
 *
 * @param name what health calls it
 * @param every the time from the end of one to the start of the next; more than nothing
 * @param action does it and says what it found; a failure is thrown with a message for people that
 *     holds no secret
 */
public record Recurring(String name, Duration every, Supplier<Found> action) {

  public Recurring {
    requireNonNull(name, "name");
    requireNonNull(every, "every");
    requireNonNull(action, "action");
    if (!every.isPositive()) {
      throw new IllegalArgumentException("it takes some time from one to the next");
    }
  }

  /**
   * What was found.
   *
   * @param said in a sentence
   * @param alarming whether somebody should look
   */
  public record Found(String said, boolean alarming) {

    public Found {
      requireNonNull(said, "said");
    }
  }
}
