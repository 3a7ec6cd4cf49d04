package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Trail;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows that nothing was recorded in between: the sequence numbers of a target have no gaps, so two
 * events with adjoining ones have none between them.
 */
final class Silence {

  private final EventLog log;

  Silence(EventLog log) {
    this.log = log;
  }

  Reply of(Place place, Parsed parsed) {
    var period = parsed.period();
    var before = at(place, period.from(), true);
    var after = at(place, period.to(), false);
    long first = before.map(StoredEvent::sequence).orElse(-1L) + 1;
    long next =
        after
            .map(StoredEvent::sequence)
            .orElseGet(() -> log.lastSequence(place.connection(), place.target()) + 1);
    if (next > first) {
      var reply = Trail.changed(place, parsed);
      return new Reply(
          "No: " + told(period, reply), reply.rows(), reply.evidence(), reply.choices());
    }
    return new Reply(
        sentence(place, period, before, after, next < first),
        Stream.of(before, after).flatMap(Optional::stream).map(Silence::row).toList(),
        Stream.of(before, after)
            .flatMap(Optional::stream)
            .map(dev.migrationledger.query.answer.Evidence::of)
            .toList());
  }

  private static String told(Period period, Reply reply) {
    return Character.toLowerCase(period.told().charAt(0)) + reply.sentence().substring(1);
  }

  /** The last event before a moment, or the first from it on, as the log itself has it. */
  private Optional<StoredEvent> at(Place place, Instant moment, boolean before) {
    if (moment.equals(Instant.MIN) || moment.equals(Instant.MAX)) {
      return Optional.empty();
    }
    var found =
        before
            ? AuditQueries.lastBefore(place.connection(), place.target(), moment)
            : AuditQueries.firstFrom(place.connection(), place.target(), moment);
    return found
        .map(r -> AuditQueries.evidence(r).index())
        .flatMap(i -> log.read(place.connection(), i, 1).stream().findFirst());
  }

  private static String sentence(
      Place place,
      Period period,
      Optional<StoredEvent> before,
      Optional<StoredEvent> after,
      boolean contradiction) {
    if (contradiction) {
      return "The clocks of the events of %s contradict their order; \"ledger verify\" tells more."
          .formatted(place.target());
    }
    var from =
        before
            .map(e -> "event " + told(e))
            .orElse("no event of %s is older".formatted(place.target()));
    var to =
        after
            .map(e ->
                (before.isPresent() ? " is followed by event " : " and the first is event ")
                    + told(e))
            .orElse(
                before.isPresent()
                    ? " is the last one of %s as of event %d"
                        .formatted(place.target(), place.asOf())
                    : ", and none is newer");
    return "%s nothing was recorded on %s: %s%s."
        .formatted(period.told(), place.target(), from, to);
  }

  private static String told(StoredEvent event) {
    return "%d (sequence %d) at %s"
        .formatted(event.index(), event.sequence(), Utc.sentence(event.recordedAt()));
  }

  private static Map<String, Object> row(StoredEvent event) {
    return Reply.row(
        "index", event.index(),
        "sequence", event.sequence(),
        "event", event.event().getClass().getSimpleName(),
        "actor", event.origin().actor().principal(),
        "at", Moment.of(event.recordedAt()),
        "leaf", event.leaf());
  }
}
