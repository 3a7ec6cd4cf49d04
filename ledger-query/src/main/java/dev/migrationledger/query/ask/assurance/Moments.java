package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.projection.Utc;
import java.time.Instant;

/**
 * A moment that is asked about.
 *
 * @param before everything recorded before it counts
 * @param told as a sentence begins with it
 */
record Moments(Instant before, String told) {

  /** The end of the period that is named; now, when none is or it has not ended. */
  static Moments of(Place place, Parsed parsed) {
    var end = parsed.period().to();
    return parsed.times().isEmpty() || end.isAfter(place.now())
        ? new Moments(place.now().plusSeconds(1), "At " + Utc.sentence(place.now()))
        : new Moments(end, "At the end of " + written(parsed));
  }

  private static String written(Parsed parsed) {
    return parsed.times().getLast().written() + " (UTC)";
  }
}
