package dev.migrationledger.query.ask.assurance;

import dev.migrationledger.domain.origin.Persons;
import dev.migrationledger.query.ask.reply.Person;
import dev.migrationledger.query.ask.reply.Place;
import dev.migrationledger.query.ask.reply.Trail;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges who had a hand in a run or in an edit. A runner whose name is that of the author, in full,
 * as a part of it or as the address, counts as the author, and so does whoever a machine account
 * ran it for, and whoever the settings say is the same person.
 */
final class Verdicts {

  /** What an approval does not outlive: other bytes, somebody's withdrawal, and a run. */
  private static final String[] ENDS = {
    "MigrationDiscovered", "ApprovalWithdrawn", "MigrationApplied"
  };

  private final Persons persons;
  private final Map<Long, Written> scripts = new HashMap<>();
  private final Map<String, List<Row>> given;
  private final Map<String, List<Row>> ends = new HashMap<>();
  private final Map<Long, String> ran = new HashMap<>();
  private final Map<List<String>, String> known = new HashMap<>();

  /**
   * With what there is to judge by.
   *
   * @param decisions the approvals of the target, and their withdrawals
   * @param persons who is one person
   */
  Verdicts(Place place, List<Row> decisions, Persons persons) {
    this.persons = persons;
    var c = place.connection();
    Written.all(c, place.target()).forEach(m -> scripts.put(m.number(), m));
    var approvals = Trail.having(decisions, "MigrationApproved");
    given = approvals.stream().collect(Collectors.groupingBy(r -> r.text(AuditTrail.CHECKSUM)));
    if (!approvals.isEmpty()) {
      var events = AuditQueries.events(c, AuditTrail.NAMED, place.target(), ENDS);
      events.forEach(
          r -> ends.computeIfAbsent(r.text(AuditTrail.NUMBER), n -> new ArrayList<>()).add(r));
      Trail.having(events, "MigrationApplied")
          .forEach(r -> ran.put(index(r), r.text(AuditTrail.CHECKSUM)));
    }
  }

  /** Whether anything was ever approved here. */
  boolean isGiven() {
    return !given.isEmpty();
  }

  /** Who wrote the script that an event is about; empty when nobody is known. */
  String author(Row event) {
    var script = scripts.get(event.number(AuditTrail.NUMBER).orElseThrow());
    return script == null ? "" : script.author();
  }

  /** The file that an event is about. */
  String file(Row event) {
    var named = event.text(AuditTrail.FILENAME);
    var script = scripts.get(event.number(AuditTrail.NUMBER).orElseThrow());
    return named.isEmpty() && script != null ? script.file() : named;
  }

  /** Whose approvals of these bytes stood when they ran. */
  List<String> approvers(Row run) {
    var at = index(run);
    var bytes = ran.getOrDefault(at, "");
    var number = run.text(AuditTrail.NUMBER);
    var approvals =
        given.getOrDefault(bytes, List.of()).stream()
            .filter(g -> g.text(AuditTrail.NUMBER).equals(number))
            .toList();
    if (approvals.isEmpty()) {
      return List.of();
    }
    var ended =
        ends.getOrDefault(number, List.of()).stream()
            .filter(e -> !endsNothing(e, bytes))
            .mapToLong(Verdicts::index)
            .filter(index -> index < at)
            .max()
            .orElse(-1);
    return approvals.stream()
        .filter(g -> index(g) > ended && index(g) < at)
        .map(g -> g.text(AuditTrail.APPROVED_BY))
        .distinct()
        .toList();
  }

  /** To be found again in the same bytes, under a new name, voids nothing. */
  private static boolean endsNothing(Row end, String bytes) {
    return end.text(AuditTrail.EVENT).equals("MigrationDiscovered")
        && end.text(AuditTrail.CHECKSUM).equals(bytes);
  }

  /** Somebody else approved it first; else what is known of who ran it. */
  String ofRun(Row run, List<String> approvers) {
    if (uncounted(run, approvers).size() < approvers.size()) {
      return "approved";
    }
    return known.computeIfAbsent(hands(run), h -> ofHands(h.getFirst(), h.subList(1, h.size())));
  }

  /** Those of the approvers who wrote it, ran it, or let a machine account run it. */
  List<String> uncounted(Row run, List<String> approvers) {
    var hands = hands(run);
    return approvers.stream()
        .filter(a -> hands.stream().anyMatch(h -> persons.isSame(a, h)))
        .toList();
  }

  /** Who wrote it, who ran it, and for whom; each may be empty. */
  private List<String> hands(Row run) {
    return List.of(author(run), run.text(AuditTrail.ACTOR), run.text(AuditTrail.ON_BEHALF_OF));
  }

  private String ofHands(String author, List<String> runners) {
    if (author.isEmpty()) {
      return "unknown";
    }
    return runners.stream().anyMatch(r -> isSame(author, r)) ? "self" : "other";
  }

  /** Who approved an edit beside the one who acknowledged it. */
  String ofEdit(Row edit) {
    var approver = edit.text(AuditTrail.APPROVED_BY);
    if (approver.isEmpty()) {
      return "nobody";
    }
    return isSame(approver, edit.text(AuditTrail.ACTOR)) ? "self" : "other";
  }

  private boolean isSame(String signature, String name) {
    var person = Person.of(signature);
    return !name.isEmpty()
        && (person.isCalled(name)
            || person.mayBe(name)
            || Person.of(name).mayBe(person.name())
            || persons.isSame(signature, name));
  }

  private static long index(Row event) {
    return event.number(AuditTrail.INDEX).orElseThrow();
  }
}
