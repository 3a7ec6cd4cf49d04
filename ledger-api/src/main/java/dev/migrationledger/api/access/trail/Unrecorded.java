package dev.migrationledger.api.access.trail;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;

/**
 * That nothing can be recorded at present, a full disk for instance.
 *
 * @param since when that was noticed
 * @param why what the database said
 */
public record Unrecorded(Moment since, String why) {

  public Unrecorded {
    requireNonNull(since, "since");
    requireNonNull(why, "why");
  }
}
