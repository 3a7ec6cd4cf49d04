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
    var applied =
        AuditQueries.events(
            place.connection(), AuditTrail.NAMED, place.target(), "MigrationApplied");
    if (all || parsed.has(Concept.ORDER)) {
      irregularities.outOfOrder(place, applied);
    }
    if (all || parsed.has(Concept.TWICE)) {
      irregularities.twice(place, applied);
    }
    if (all || parsed.has(Concept.DUPLICATE)) {
      irregularities.duplicates(place);
    }
    return new Reply(
        "On %s %s.".formatted(place.target(), String.join("; ", irregularities.found)),
        irregularities.rows,
        irregularities.evidence);
  }

  private void outOfOrder(Place place, List<Row> applied) {
    var late =
        StatusQueries.rows(place.connection(), place.target()).stream()
            .filter(r -> r.texts(SchemaMigrations.FLAGS).contains("out-of-order"))
            .toList();
    found.add(
        late.isEmpty()
            ? "nothing ran out of order"
            : late.stream()
                    .map(r -> r.text(SchemaMigrations.FILENAME))
                    .collect(Collectors.joining(", "))
                + " ran after a higher number");
    for (var row : late) {
      rows.add(States.row(row, "out of order"));
      applied.stream()
          .filter(a -> same(a.text(AuditTrail.NUMBER), row.text(SchemaMigrations.NUMBER)))
          .map(AuditQueries::evidence)
          .forEach(evidence::add);
    }
  }

  private static boolean same(String a, String b) {
    return a.equals(b);
  }

  private void twice(Place place, List<Row> applied) {
    var byNumber = new TreeMap<Long, List<Row>>();
    for (var row : applied) {
      byNumber
          .computeIfAbsent(row.number(AuditTrail.NUMBER).orElseThrow(), n -> new ArrayList<>())
          .add(row);
    }
    byNumber.values().removeIf(runs -> runs.size() < 2);
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
        AuditQueries.events(
            place.connection(),
            AuditTrail.NAMED,
            place.target(),
            "MigrationDiscovered",
            "MigrationRejected");
    for (var row : events) {
      row.number(AuditTrail.NUMBER)
          .ifPresent(n ->
              files.computeIfAbsent(n, k -> new TreeSet<>()).add(row.text(AuditTrail.FILENAME)));
    }
    files.values().removeIf(names -> names.size() < 2);
    found.add(
        files.isEmpty()
            ? "no number was used by two files"
            : files.values().stream()
                .map(names -> String.join(" and ", names) + " share a number")
                .collect(Collectors.joining(", ")));
    tell(
        place,
        events.stream()
            .filter(r -> r.number(AuditTrail.NUMBER).isPresent())
            .filter(r -> files.containsKey(r.number(AuditTrail.NUMBER).orElseThrow()))
            .toList());
  }
}
