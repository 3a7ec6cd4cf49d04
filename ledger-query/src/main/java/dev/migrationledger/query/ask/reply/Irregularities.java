package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.ask.grammar.Concept;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What ran out of order, twice, or under a number that several files use. */
public final class Irregularities {

  private final List<String> found = new ArrayList<>();
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();

  private Irregularities() {}

  public static Reply of(Place place, Parsed parsed) {
    var irregularities = new Irregularities();
    boolean all = !parsed.any(Concept.ORDER, Concept.TWICE, Concept.DUPLICATE);
    if (all || parsed.has(Concept.ORDER)) {
      irregularities.outOfOrder(place);
    }
    if (all || parsed.has(Concept.TWICE)) {
      irregularities.twice(place);
    }
    if (all || parsed.has(Concept.DUPLICATE)) {
      irregularities.duplicates(place);
    }
    return new Reply(
        "On %s %s.".formatted(place.target(), String.join("; ", irregularities.found)),
        irregularities.rows,
        irregularities.evidence);
  }

  private void outOfOrder(Place place) {
    var late = StatusQueries.flagged(place.connection(), place.target(), "out-of-order");
    found.add(
        late.isEmpty()
            ? "nothing ran out of order"
            : late.stream()
                    .map(r -> r.text(SchemaMigrations.FILENAME))
                    .collect(Collectors.joining(", "))
                + " ran after a higher number");
    late.forEach(row -> rows.add(States.row(row, "out of order")));
    AuditQueries.events(
            place.connection(), place.target(), "MigrationApplied", States.numbers(late))
        .stream()
        .map(AuditQueries::evidence)
        .forEach(evidence::add);
  }

  private void twice(Place place) {
    var byNumber = new TreeMap<Long, List<Row>>();
    for (var row : AuditQueries.repeated(place.connection(), place.target(), "MigrationApplied")) {
      byNumber
          .computeIfAbsent(row.number(AuditTrail.NUMBER).orElseThrow(), n -> new ArrayList<>())
          .add(row);
    }
    found.add(
        byNumber.isEmpty()
            ? "nothing ran twice"
            : byNumber.values().stream()
                .map(r -> "%s ran %d times".formatted(file(r), r.size()))
                .collect(Collectors.joining(", ")));
    for (var runs : byNumber.values()) {
      tell(place, runs);
    }
  }

  private void tell(Place place, List<Row> named) {
    var indexes = named.stream().map(r -> r.number(AuditTrail.INDEX).orElseThrow()).toList();
    for (var row : AuditQueries.at(place.connection(), indexes)) {
      rows.add(Trail.row(row));
      evidence.add(AuditQueries.evidence(row));
    }
  }

  private static String file(List<Row> runs) {
    return runs.getLast().text(AuditTrail.FILENAME);
  }

  private void duplicates(Place place) {
    var files = new TreeMap<Long, TreeSet<String>>();
    var events =
        AuditQueries.shared(
            place.connection(), place.target(), "MigrationDiscovered", "MigrationRejected");
    for (var row : events) {
      row.number(AuditTrail.NUMBER)
          .ifPresent(n ->
              files.computeIfAbsent(n, k -> new TreeSet<>()).add(row.text(AuditTrail.FILENAME)));
    }
    found.add(
        files.isEmpty()
            ? "no number was used by two files"
            : files.values().stream()
                .map(names -> String.join(" and ", names) + " share a number")
                .collect(Collectors.joining(", ")));
    tell(place, events);
  }
}
