package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Slice;
import dev.migrationledger.query.ask.reply.Trail;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether somebody else had a hand in each change. */
final class Approvals {

  private static final int NAMED = 8;
  private static final String OWN = "approved by who wrote or ran it";

  private final Verdicts verdicts;
  private final List<Judged> all = new ArrayList<>();
  private final Map<String, List<String>> files = new HashMap<>();

  private Approvals(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  static Reply of(Place place, Parsed parsed, Persons persons) {
    var decisions =
        AuditQueries.events(
            place.connection(),
            AuditTrail.TOLD,
            place.target(),
            "MigrationApproved",
            "ApprovalWithdrawn");
    var events = events(place, parsed.versions());
    if (events.isEmpty() && !parsed.versions().isEmpty()) {
      var about = decisions.stream().filter(r -> Trail.concerns(r, parsed.versions())).toList();
      if (!about.isEmpty()) {
        return Trail.told(place, about, "");
      }
    }
    var approvals = new Approvals(new Verdicts(place, decisions, persons));
    events.forEach(approvals::take);
    var shown = AuditQueries.at(place.connection(), indexes(place.portion().of(approvals.all)));
    return Reply.part(
        approvals.sentence(place, parsed),
        Slice.cut(approvals.rows(place.portion().of(approvals.all), shown), approvals.all.size()),
        shown.stream().map(AuditQueries::evidence));
  }

  /** Runs and acknowledged edits, oldest first, as far as it takes to judge them. */
  private static List<Row> events(Place place, List<String> versions) {
    var wanted = versions.stream().map(v -> Long.toString(Long.parseLong(v))).toList();
    return Stream.of(
            AuditQueries.events(
                place.connection(), AuditTrail.HANDS, place.target(), "MigrationApplied"),
            AuditQueries.events(
                place.connection(), AuditTrail.TOLD, place.target(), "EditAcknowledged"))
        .flatMap(List::stream)
        .filter(r -> wanted.isEmpty() || wanted.contains(r.text(AuditTrail.NUMBER)))
        .sorted(Comparator.comparingLong(Approvals::index))
        .toList();
  }

  /** A run, or an edit that was acknowledged, and who had a hand in it. */
  private record Judged(Row event, List<String> approvers, String verdict) {

    boolean isEdit() {
      return event.text(AuditTrail.EVENT).equals("EditAcknowledged");
    }
  }

  private void take(Row event) {
    boolean edit = event.text(AuditTrail.EVENT).equals("EditAcknowledged");
    var approvers = edit ? List.<String>of() : verdicts.approvers(event);
    var verdict = edit ? verdicts.ofEdit(event) : verdicts.ofRun(event, approvers);
    files
        .computeIfAbsent((edit ? "edit " : "run ") + verdict, k -> new ArrayList<>())
        .add(verdicts.file(event));
    if (!approvers.isEmpty() && !verdict.equals("approved")) {
      files.computeIfAbsent(OWN, k -> new ArrayList<>()).add(verdicts.file(event));
    }
    all.add(new Judged(event, approvers, verdict));
  }

  /** Each of some as it is shown, beside its event in full. */
  private List<Map<String, Object>> rows(List<Judged> some, List<Row> events) {
    return IntStream.range(0, some.size()).mapToObj(i -> row(some.get(i), events.get(i))).toList();
  }

  private Map<String, Object> row(Judged judged, Row event) {
    return Reply.row(
        "version",
        event.text(AuditTrail.VERSION),
        "file",
        verdicts.file(event),
        "subject",
        judged.isEdit() ? "edit" : "run",
        "author",
        judged.isEdit() ? "" : verdicts.author(event),
        "actor",
        event.text(AuditTrail.ACTOR),
        "approved_by",
        judged.isEdit()
            ? event.text(AuditTrail.APPROVED_BY)
            : String.join(", ", judged.approvers()),
        "not_counted",
        judged.isEdit()
            ? ""
            : String.join(", ", verdicts.uncounted(judged.event(), judged.approvers())),
        "verdict",
        judged.verdict(),
        "at",
        Moment.of(event, AuditTrail.RECORDED_AT));
  }

  private static List<Long> indexes(List<Judged> some) {
    return some.stream().map(j -> index(j.event())).toList();
  }

  private static long index(Row event) {
    return event.number(AuditTrail.INDEX).orElseThrow();
  }

  private String sentence(Place place, Parsed parsed) {
    int approved = count("run approved");
    int runs = approved + count("run other") + count("run self") + count("run unknown");
    int edits = count("edit other") + count("edit self") + count("edit nobody");
    var about = parsed.versions().isEmpty() ? "" : " of " + parsed.versions().getFirst();
    if (runs + edits == 0) {
      return "No run%s and no acknowledged edit is recorded on %s, so nobody had to approve anything."
          .formatted(about, place.target());
    }
    return beforehand(place, about, approved, runs)
        + ("Of %s%s on %s %d %s by somebody else than the author, %d by the author%s, %d of nobody"
                + " known. Of %s %d %s somebody else who approved, %d the same person, %d nobody%s."
                + " Approvals given elsewhere are not recorded here.")
            .formatted(
                !verdicts.isGiven()
                    ? Reply.count(runs, "recorded run")
                    : Reply.count(runs - approved, "other run"),
                about,
                place.target(),
                count("run other"),
                count("run other") == 1 ? "was" : "were",
                count("run self"),
                some("run self"),
                count("run unknown"),
                Reply.count(edits, "acknowledged edit"),
                count("edit other"),
                count("edit other") == 1 ? "names" : "name",
                count("edit self"),
                count("edit nobody"),
                some("edit nobody"));
  }

  private String beforehand(Place place, String about, int approved, int runs) {
    return !verdicts.isGiven()
        ? ""
        : "%d of %s%s on %s %s approved by somebody else before it ran%s. "
                .formatted(
                    approved,
                    Reply.count(runs, "recorded run"),
                    about,
                    place.target(),
                    approved == 1 ? "was" : "were",
                    some("run approved"))
            + uncounted();
  }

  private String uncounted() {
    return count(OWN) == 0
        ? ""
        : "%d %s approved only by who wrote or ran it%s. "
            .formatted(count(OWN), count(OWN) == 1 ? "was" : "were", some(OWN));
  }

  private int count(String kind) {
    return files.getOrDefault(kind, List.of()).size();
  }

  private String some(String kind) {
    var all = files.getOrDefault(kind, List.of());
    if (all.isEmpty()) {
      return "";
    }
    var more = all.size() > NAMED ? " and %d more".formatted(all.size() - NAMED) : "";
    return all.stream().limit(NAMED).collect(Collectors.joining(", ", " (", more + ")"));
  }
}
