package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Slice;
import dev.migrationledger.query.capture.Attributions;
import dev.migrationledger.query.capture.CaptureGaps;
import dev.migrationledger.query.capture.CaptureStates;
import dev.migrationledger.query.capture.DdlObservations;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the DDL capture saw outside migrations, and when it may not have seen all. */
final class CapturedDdl {

  private static final int MOST = 500;
  private static final int NAMED = 3;

  private final Attributions attributions;

  CapturedDdl(Attributions attributions) {
    this.attributions = attributions;
  }

  Reply withoutMigration(Place place) {
    var state = CaptureStates.of(place.connection(), place.target());
    if (state.isEmpty()) {
      return Reply.of(never(place));
    }
    var found = DdlObservations.withoutMigration(place.connection(), place.target(), MOST);
    var evidence = new ArrayList<>(CaptureStates.evidence(state.get()));
    place.portion().of(found).stream().map(DdlObservations::evidence).forEach(evidence::add);
    var gaps = CaptureGaps.of(place.connection(), place.target());
    gaps.stream().map(CaptureGaps::evidence).forEach(evidence::addAll);
    return Reply.part(
        sentence(place, state.get(), found) + doubt(gaps),
        Slice.of(place.portion(), found, row -> row(place, row)),
        evidence.stream());
  }

  private static String never(Place place) {
    return "Nobody knows: DDL on %s was never captured. \"ledger watch install\" begins it."
        .formatted(place.target());
  }

  private static String sentence(Place place, Row state, List<Row> found) {
    var since = Utc.sentence(state.instant(CaptureStates.SINCE).orElseThrow());
    if (found.isEmpty()) {
      return "Since %s no DDL outside a migration was captured on %s."
          .formatted(since, place.target());
    }
    var last = found.getLast();
    return "%s outside any migration %s captured on %s since %s, by %s; the last is %s%s by %s at %s."
        .formatted(
            (found.size() == MOST ? "At least " : "") + Reply.count(found.size(), "change"),
            found.size() == 1 ? "was" : "were",
            place.target(),
            since,
            roles(found),
            last.text(DdlObservations.TAG),
            object(last).isEmpty() ? "" : " " + object(last),
            last.text(DdlObservations.ROLE),
            Utc.sentence(last.instant(DdlObservations.OBSERVED_AT).orElseThrow()));
  }

  private static String roles(List<Row> found) {
    var counts = new TreeMap<String, Integer>();
    found.forEach(r -> counts.merge(r.text(DdlObservations.SESSION_USER), 1, Integer::sum));
    var told =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(NAMED)
            .map(e -> "%s (%d)".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    return counts.size() > NAMED ? told + " and others" : told;
  }

  private static String doubt(List<Row> gaps) {
    return gaps.isEmpty()
        ? ""
        : " There may be more: the capture had %s.".formatted(Reply.count(gaps.size(), "gap"));
  }

  private static String object(Row row) {
    return row.text(DdlObservations.IDENTITY);
  }

  private Map<String, Object> row(Place place, Row row) {
    return Reply.row(
        "observed_at",
        Utc.text(row.instant(DdlObservations.OBSERVED_AT).orElseThrow()),
        "session_user",
        row.text(DdlObservations.SESSION_USER),
        "role",
        row.text(DdlObservations.ROLE),
        "tag",
        row.text(DdlObservations.TAG),
        "kind",
        row.text(DdlObservations.KIND),
        "object",
        object(row),
        "client_address",
        row.text(DdlObservations.CLIENT_ADDRESS),
        "application",
        row.text(DdlObservations.APPLICATION),
        "transaction",
        row.text(DdlObservations.TRANSACTION),
        "statement",
        Map.of("text", attributions.text(place.connection(), row)));
  }

  Reply gaps(Place place) {
    var state = CaptureStates.of(place.connection(), place.target());
    if (state.isEmpty()) {
      return Reply.of(never(place));
    }
    var gaps = CaptureGaps.of(place.connection(), place.target());
    var open = Attributions.open(gaps);
    var evidence = new ArrayList<Evidence>(CaptureStates.evidence(state.get()));
    gaps.stream().map(CaptureGaps::evidence).forEach(evidence::addAll);
    var since = Utc.sentence(state.get().instant(CaptureStates.SINCE).orElseThrow());
    var checked = state.get().instant(CaptureStates.CHECKED_AT);
    var sentence =
        gaps.isEmpty()
            ? "No: DDL on %s is captured since %s without a gap, last looked at %s."
                .formatted(place.target(), since, checked.map(Utc::sentence).orElse(since))
            : "Yes: DDL on %s is captured since %s, with %s, of which %s; the last began at %s: %s."
                .formatted(
                    place.target(),
                    since,
                    Reply.count(gaps.size(), "gap"),
                    open.isEmpty() ? "none is open" : open.size() + " still open",
                    Utc.sentence(gaps.getLast().instant(CaptureGaps.BEGAN_AT).orElseThrow()),
                    why(gaps.getLast()));
    return new Reply(sentence, gaps.stream().map(CapturedDdl::row).toList(), evidence);
  }

  private static String why(Row gap) {
    var detail = gap.text(CaptureGaps.DETAIL);
    return "%s, %s%s"
        .formatted(
            gap.text(CaptureGaps.PART),
            gap.text(CaptureGaps.CAUSE),
            detail.isEmpty() ? "" : " (" + detail + ")");
  }

  private static Map<String, Object> row(Row gap) {
    return Reply.row(
        "part",
        gap.text(CaptureGaps.PART),
        "cause",
        gap.text(CaptureGaps.CAUSE),
        "detail",
        gap.text(CaptureGaps.DETAIL),
        "began_at",
        time(gap.instant(CaptureGaps.BEGAN_AT)),
        "noticed_at",
        time(gap.instant(CaptureGaps.NOTICED_AT)),
        "ended_at",
        time(gap.instant(CaptureGaps.ENDED_AT)));
  }

  private static String time(Optional<Instant> at) {
    return at.map(Utc::text).orElse("");
  }
}
