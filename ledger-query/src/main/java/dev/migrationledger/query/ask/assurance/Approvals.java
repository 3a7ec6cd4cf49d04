package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.domain.origin.Identity;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.reply.Person;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Reply;
import dev.migrationledger.query.ask.reply.Slice;
import dev.migrationledger.query.ask.reply.Trail;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.status.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether somebody else had a hand in each change. A runner whose name is that of the author, in
 * full, as a part of it or as the address, counts as the author, and so does whoever a machine
 * account ran it for.
 */
final class Approvals {

  private static final int NAMED = 8;

  /** What an approval does not outlive: other bytes, somebody's withdrawal, and a run. */
  private static final String[] ENDS = {
    "MigrationDiscovered", "ApprovalWithdrawn", "MigrationApplied"
  };

  /** What it takes to judge a run or an edit, and to name it as evidence. */
  private static final Selection HANDS =
      AuditTrail.BRIEF.and(
          AuditTrail.COVERED,
          AuditTrail.VERSION,
          AuditTrail.FILENAME,
          AuditTrail.CHECKSUM,
          AuditTrail.ACTOR,
          AuditTrail.APPROVED_BY,
          AuditTrail.ORIGIN,
          AuditTrail.LEAF);

  private final Map<Long, Written> scripts = new HashMap<>();
  private final Map<String, String> principals = new HashMap<>();
  private final List<Judged> all = new ArrayList<>();
  private final Map<String, List<String>> files = new HashMap<>();
  private final List<Row> ends = new ArrayList<>();
  private Map<String, List<Row>> given = Map.of();

  private Approvals() {}

  static Reply of(Place place, Parsed parsed) {
    var approvals = new Approvals();
    Written.all(place.connection(), place.target())
        .forEach(m -> approvals.scripts.put(m.number(), m));
    var judged =
        AuditQueries.events(
            place.connection(), HANDS, place.target(), "MigrationApproved", "ApprovalWithdrawn");
    approvals.given =
        Trail.having(judged, "MigrationApproved").stream()
            .collect(Collectors.groupingBy(r -> r.text(AuditTrail.CHECKSUM)));
    if (!approvals.given.isEmpty()) {
      AuditQueries.events(place.connection(), AuditTrail.NAMED, place.target(), ENDS)
          .forEach(approvals.ends::add);
    }
    var events =
        AuditQueries.events(
                place.connection(), HANDS, place.target(), "MigrationApplied", "EditAcknowledged")
            .stream()
            .filter(r -> parsed.versions().isEmpty() || Trail.concerns(r, parsed.versions()))
            .toList();
    if (events.isEmpty() && !parsed.versions().isEmpty()) {
      var about = judged.stream().filter(r -> Trail.concerns(r, parsed.versions())).toList();
      if (!about.isEmpty()) {
        return Trail.told(place, about, "");
      }
    }
    events.forEach(approvals::take);
    return Reply.part(
        approvals.sentence(place, parsed),
        Slice.of(place.portion(), approvals.all, approvals::row),
        place.portion().of(approvals.all).stream().map(j -> AuditQueries.evidence(j.event())));
  }

  /** A run, or an edit that was acknowledged, and who had a hand in it. */
  private record Judged(
      Row event, boolean isEdit, String author, List<String> approvers, String verdict) {}

  private void take(Row event) {
    boolean edit = event.text(AuditTrail.EVENT).equals("EditAcknowledged");
    var author = edit ? event.text(AuditTrail.ACTOR) : author(event);
    var approvers = edit ? List.<String>of() : approvers(event);
    var verdict = edit ? ofEdit(event) : ofRun(event, author, approvers);
    files
        .computeIfAbsent((edit ? "edit " : "run ") + verdict, k -> new ArrayList<>())
        .add(file(event));
    all.add(new Judged(event, edit, author, approvers, verdict));
  }

  private Map<String, Object> row(Judged judged) {
    var event = judged.event();
    var approvers = String.join(", ", judged.approvers());
    return Reply.row(
        "version",
        event.text(AuditTrail.VERSION),
        "file",
        file(event),
        "subject",
        judged.isEdit() ? "edit" : "run",
        "author",
        judged.isEdit() ? "" : judged.author(),
        "actor",
        event.text(AuditTrail.ACTOR),
        "approved_by",
        judged.isEdit() ? event.text(AuditTrail.APPROVED_BY) : approvers,
        "verdict",
        judged.verdict(),
        "at",
        Moment.of(event.instant(AuditTrail.RECORDED_AT)));
  }

  private static String ofEdit(Row event) {
    var approver = event.text(AuditTrail.APPROVED_BY);
    if (approver.isEmpty()) {
      return "nobody";
    }
    return isSame(Person.of(approver), event.text(AuditTrail.ACTOR)) ? "self" : "other";
  }

  /** Somebody else approved it first; else what is known of who ran it. */
  private String ofRun(Row event, String author, List<String> approvers) {
    var actor = event.text(AuditTrail.ACTOR);
    if (approvers.stream()
        .anyMatch(a -> !Identity.isSame(a, actor) && !Identity.isSame(a, author))) {
      return "approved";
    }
    if (author.isEmpty()) {
      return "unknown";
    }
    var person = Person.of(author);
    return isSame(person, event.text(AuditTrail.ACTOR)) || isSame(person, onBehalfOf(event))
        ? "self"
        : "other";
  }

  /** Whose approvals of these bytes stood when they ran. */
  private List<String> approvers(Row run) {
    var at = index(run);
    var ended =
        ends.stream()
            .filter(e -> e.text(AuditTrail.NUMBER).equals(run.text(AuditTrail.NUMBER)))
            .filter(e -> !endsNothing(e, run))
            .mapToLong(Approvals::index)
            .filter(index -> index < at)
            .max()
            .orElse(-1);
    return given.getOrDefault(run.text(AuditTrail.CHECKSUM), List.of()).stream()
        .filter(g -> g.text(AuditTrail.NUMBER).equals(run.text(AuditTrail.NUMBER)))
        .filter(g -> index(g) > ended && index(g) < at)
        .map(g -> g.text(AuditTrail.APPROVED_BY))
        .distinct()
        .toList();
  }

  private static long index(Row event) {
    return event.number(AuditTrail.INDEX).orElseThrow();
  }

  /** To be found again in the same bytes, under a new name, voids nothing. */
  private static boolean endsNothing(Row end, Row run) {
    return end.text(AuditTrail.EVENT).equals("MigrationDiscovered")
        && end.text(AuditTrail.CHECKSUM).equals(run.text(AuditTrail.CHECKSUM));
  }

  private static boolean isSame(Person person, String name) {
    return !name.isEmpty()
        && (person.isCalled(name) || person.mayBe(name) || Person.of(name).mayBe(person.name()));
  }

  /** The events of a run come from the same place. */
  private String onBehalfOf(Row event) {
    return principals.computeIfAbsent(event.text(AuditTrail.ORIGIN), Approvals::principal);
  }

  private static String principal(String origin) {
    return AnswerJson.object(origin).get("actor") instanceof Map<?, ?> actor
            && actor.get("on_behalf_of") instanceof String name
        ? name
        : "";
  }

  private String author(Row event) {
    var script = scripts.get(event.number(AuditTrail.NUMBER).orElseThrow());
    return script == null ? "" : script.author();
  }

  private String file(Row event) {
    var named = event.text(AuditTrail.FILENAME);
    var script = scripts.get(event.number(AuditTrail.NUMBER).orElseThrow());
    return named.isEmpty() && script != null ? script.file() : named;
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
                given.isEmpty()
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
    return given.isEmpty()
        ? ""
        : "%d of %s%s on %s %s approved by somebody else before it ran%s. "
            .formatted(
                approved,
                Reply.count(runs, "recorded run"),
                about,
                place.target(),
                approved == 1 ? "was" : "were",
                some("run approved"));
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
