package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Trail;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.codec.EventCodec;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import dev.migrationledger.store.verify.FirstBad;
import dev.migrationledger.store.verify.Verification;
import dev.migrationledger.store.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether any record was altered: the whole ledger was verified a moment ago, or is now. */
final class Integrity {

  private final EventLog log;
  private final Verifier verifier = new Verifier(new EventCodec());
  private final Proof proof;

  Integrity(EventLog log, Proof proof) {
    this.log = log;
    this.proof = proof;
  }

  Reply of(Place place) {
    var known = proof.recent(() -> verifier.verify(place.connection()));
    var found = known.found();
    var noticed =
        AuditQueries.events(
            place.connection(),
            AuditTrail.TOLD,
            place.target(),
            "ReceiptTampered",
            "LedgerRestored");
    var rows = new ArrayList<Map<String, Object>>();
    found.bad().forEach(b -> rows.add(row(b.check(), b.index(), b.detail())));
    noticed.forEach(r ->
        rows.add(
            row(
                r.text(AuditTrail.EVENT),
                r.number(AuditTrail.INDEX).orElseThrow(),
                Sentences.plain(r.text(AuditTrail.SENTENCE)))));
    var evidence = new ArrayList<Evidence>();
    noticed.stream().map(AuditQueries::evidence).forEach(evidence::add);
    var ends = found.intact() ? ends(place, found.size()) : List.<StoredEvent>of();
    ends.stream().map(Evidence::of).forEach(evidence::add);
    return Reply.uncut(
        (found.intact() ? intact(found, ends) : tampered(found))
            + when(place, known)
            + target(place, noticed),
        rows,
        evidence);
  }

  /** When it was verified, unless just now, and what was not part of it. */
  private static String when(Place place, Proof.Verified known) {
    var at = known.at().instant().orElseThrow();
    long later = place.asOf() + 1 - known.found().size();
    var since =
        later > 0
            ? "; the %s recorded since then %s not part of it"
                .formatted(Reply.count(later, "event"), later == 1 ? "is" : "are")
            : "";
    return at.isBefore(place.now())
        ? " That was verified at " + Utc.sentence(at) + since + "."
        : "";
  }

  private List<StoredEvent> ends(Place place, long size) {
    var ends = new ArrayList<>(log.read(place.connection(), 0, 1));
    ends.addAll(log.read(place.connection(), size - 1, 1));
    return ends.stream().distinct().toList();
  }

  private static String intact(Verification found, List<StoredEvent> ends) {
    if (ends.isEmpty()) {
      return "Nothing is recorded yet, so nothing can have been altered.";
    }
    return ("No record was altered, as far as the ledger itself shows: all %s since %s agree with"
            + " each other and with root %s. Somebody who may rewrite everything at once is found"
            + " only by comparing this size and root with what was noted elsewhere.")
        .formatted(
            Reply.count(found.size(), "event"),
            Utc.sentence(ends.getFirst().recordedAt()),
            found.root());
  }

  private static String tampered(Verification found) {
    return "Yes: %s. What is recorded from there on cannot be trusted; \"ledger verify\" tells more."
        .formatted(found.bad().stream().map(Integrity::told).collect(Collectors.joining("; ")));
  }

  private static String told(FirstBad bad) {
    return (bad.index() < 0 ? "the ledger" : "event " + bad.index())
        + " fails the check of its %s: %s".formatted(bad.check(), Sentences.plain(bad.detail()));
  }

  private static String target(Place place, List<Row> noticed) {
    return noticed.isEmpty()
        ? ""
        : " On %s it recorded: %s."
            .formatted(
                place.target(),
                noticed.stream()
                    .map(r -> Trail.time(r) + ": " + Sentences.plain(r.text(AuditTrail.SENTENCE)))
                    .collect(Collectors.joining("; ")));
  }

  private static Map<String, Object> row(String check, long index, String detail) {
    return Reply.row("check", check, "index", index, "detail", detail);
  }
}
