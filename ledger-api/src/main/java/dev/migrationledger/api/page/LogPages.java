package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.evidence.LogHead;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.incident.Incident;
import dev.migrationledger.query.incident.Incident.Line;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log itself: what it proves, one event of it, and what happened in a span of time. */
@Controller
final class LogPages {

  private static final Duration SPAN = Duration.ofHours(24);

  private final LedgerQuery query;
  private final EventLog log;
  private final Proof proof;
  private final Targets targets;
  private final Html html;

  LogPages(LedgerQuery query, EventLog log, Proof proof, Targets targets, Html html) {
    this.query = query;
    this.log = log;
    this.proof = proof;
    this.targets = targets;
    this.html = html;
  }

  @GetMapping("/evidence")
  ResponseEntity<String> evidence(@RequestParam(name = "verify", defaultValue = "") String verify) {
    if (verify.equals("now")) {
      proof.verify();
    }
    var shown = new LinkedHashMap<String, Object>();
    proof.last().ifPresent(verified -> shown.put("verified", verified));
    return query.answer((c, asOf) -> {
      shown.put("head", LogHead.read(c));
      return html.page("evidence", "", asOf, shown);
    });
  }

  @GetMapping("/event")
  ResponseEntity<String> event(@RequestParam(name = "index", defaultValue = "") String text) {
    var index = Targets.index(text);
    return query.answer((c, asOf) -> {
      var line = line(c, index, asOf);
      var stored = log.read(c, index, 1).getFirst();
      return html.page(
          "event",
          line.target(),
          asOf,
          Map.of(
              "line",
              line,
              "id",
              stored.eventId(),
              "occurredAt",
              Moment.of(stored.occurredAt()),
              "origin",
              AnswerJson.write(stored.origin()),
              "payload",
              AnswerJson.write(stored.event())));
    });
  }

  @GetMapping("/incident")
  ResponseEntity<String> incident(
      @RequestParam(name = "from", defaultValue = "") String from,
      @RequestParam(name = "to", defaultValue = "") String to,
      @RequestParam(name = "after", defaultValue = "") String after,
      @RequestParam(name = "target", defaultValue = "") String name) {
    var target = name.isEmpty() ? "" : targets.known(name);
    return query.answer((c, asOf) -> {
      // what a link says of a span is the very span: a page is the same wherever one comes from
      var last = to.isBlank() ? Times.field(Incident.last(c).orElse(Instant.EPOCH)) : to.strip();
      var until = Times.end("to", last);
      var first = from.isBlank() ? Times.field(until.minus(SPAN)) : from.strip();
      var since = Times.start("from", first);
      var begin =
          after.isBlank()
              ? Optional.<Line>empty()
              : Optional.of(line(c, Targets.index(after), asOf));
      var incident = Incident.read(c, new Incident.Span(target, since, until), begin, asOf);
      return html.page(
          "incident",
          target,
          asOf,
          Map.of(
              "incident",
              incident,
              "from",
              first,
              "to",
              last,
              "fromField",
              Times.field(since),
              "toField",
              Times.field(until.minusNanos(1_000))));
    });
  }

  private static Line line(Connection c, long index, long asOf) {
    return Incident.at(c, index)
        .orElseThrow(() ->
            new PageProblem(
                PageError.UNKNOWN_EVENT,
                "",
                "The ledger has no event " + index + "; its last is " + asOf + "."));
  }
}
