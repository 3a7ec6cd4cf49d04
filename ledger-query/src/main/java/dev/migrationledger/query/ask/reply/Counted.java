package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import java.time.Instant;
import java.util.List;

/** The events that an answer is about, as far as it takes to count them. */
final class Counted {

  /** How many events an answer lists at most. */
  private static final int LISTED = 500;

  private Counted() {}

  /** The events that a question asks for, as far as it takes to count them. */
  static List<Row> of(Place place, Parsed parsed, String... events) {
    return of(place, parsed.period(), parsed.versions(), events);
  }

  /** The same, of these migrations only where any are named. */
  static List<Row> of(Place place, Period period, List<String> versions, String... events) {
    var found =
        AuditQueries.during(
            place.connection(),
            versions.isEmpty() ? AuditTrail.BRIEF : AuditTrail.BRIEF.and(AuditTrail.COVERED),
            place.target(),
            text(period.from()),
            text(period.to()),
            events);
    return versions.isEmpty()
        ? found
        : found.stream().filter(r -> Trail.concerns(r, versions)).toList();
  }

  /** The newest events of a period that an answer lists, as far as it takes to count them. */
  static List<Row> newest(Place place, Period period, String actor) {
    var filter =
        new HistoryFilter("", "", actor, "", text(period.from()), text(period.to()), LISTED);
    return AuditQueries.rows(place.connection(), AuditTrail.BRIEF, place.target(), filter);
  }

  private static String text(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? "" : Utc.text(at);
  }
}
