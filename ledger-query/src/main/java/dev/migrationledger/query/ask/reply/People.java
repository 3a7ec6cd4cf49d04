package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.audit.AuditNames;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody did: as the actor of events, and as the author of scripts and of edits. */
public final class People {

  private static final int NAMED = 5;

  private final Place place;
  private final Period period;
  private final List<Written> migrations;
  private final List<Row> edits;

  private People(Place place, Period period, List<Written> migrations, List<Row> edits) {
    this.place = place;
    this.period = period;
    this.migrations = migrations;
    this.edits = edits;
  }

  public static Reply did(Place place, String name, Period period) {
    var migrations = Written.all(place.connection(), place.target());
    var edits = EditQueries.rows(place.connection(), place.target());
    return new People(place, period, migrations, edits).answer(name);
  }

  private Reply answer(String name) {
    var everybody = everybody();
    if (everybody.stream().anyMatch(p -> p.isCalled(name))) {
      return did(name);
    }
    var near = everybody.stream().filter(p -> p.mayBe(name)).toList();
    if (near.size() == 1) {
      return did(near.getFirst().name());
    }
    return near.isEmpty()
        ? Reply.of("Nobody called %s did anything on %s.".formatted(name, place.target()))
        : Reply.which(
            "%s may be %s. Ask with the whole name or the address."
                .formatted(
                    name, near.stream().map(Person::signature).collect(Collectors.joining(" or "))),
            Slice.whole(List.of()),
            near.stream()
                .map(p ->
                    "show everything %s did".formatted(p.email().isEmpty() ? p.name() : p.email()))
                .toList());
  }

  private List<Person> everybody() {
    var actors = AuditNames.actors(place.connection(), place.target()).stream();
    var authors =
        Stream.concat(
            migrations.stream().map(Written::author).filter(s -> !s.isEmpty()).distinct(),
            edits.stream().flatMap(r -> committed(r).stream()).map(EditsAnswer.Change::signature));
    var known = authors.map(Person::of).distinct().collect(Collectors.toCollection(ArrayList::new));
    actors
        .filter(a -> known.stream().noneMatch(p -> p.isCalled(a)))
        .forEach(a -> known.add(Person.of(a)));
    return known;
  }

  private Reply did(String name) {
    var counts = EventCounts.of(place, period, name);
    var caused = Counted.newest(place, period, name);
    var written = migrations.stream().filter(m -> Person.of(m.author()).isCalled(name)).toList();
    var found = discovered(written);
    var wrote = written.stream().filter(m -> found.containsKey(m.number())).toList();
    var edited =
        edits.stream()
            .filter(r -> r.instant(EditHistory.NOTICED_AT).filter(period::holds).isPresent())
            .filter(r -> !by(name, r).isEmpty())
            .toList();
    var events = new ArrayList<>(caused);
    found.values().forEach(events::addAll);
    var noticed =
        edited.stream().map(r -> r.number(EditHistory.EVENT_INDEX).orElseThrow()).toList();
    events.addAll(AuditQueries.brief(place.connection(), noticed));
    var told = new HashSet<Long>();
    events.removeIf(r -> !told.add(r.number(AuditTrail.INDEX).orElseThrow()));
    events.sort(Comparator.comparingLong(r -> r.number(AuditTrail.INDEX).orElseThrow()));
    var work = work(name, wrote, edited);
    var sentence =
        caused.isEmpty()
            ? work.isEmpty()
                ? "%s did nothing on %s%s.".formatted(name, place.target(), Trail.lower(period))
                : "%s ran nothing on %s and %s.".formatted(name, place.target(), work)
            : counts.caused(place, name)
                + (work.isEmpty() ? "." : "; as an author, %s %s.".formatted(name, work))
                + Trail.rest(counts.total(), caused);
    return Trail.told(place, events, sentence);
  }

  /** The discoveries of these that fall in the period, by number. */
  private Map<Long, List<Row>> discovered(List<Written> wrote) {
    var numbers = wrote.stream().map(Written::number).toList();
    var all = AuditQueries.discoveries(place.connection(), place.target(), numbers);
    return Trail.during(period, all).stream()
        .collect(Collectors.groupingBy(r -> r.number(AuditTrail.NUMBER).orElseThrow()));
  }

  private static String work(String name, List<Written> wrote, List<Row> edited) {
    var parts = new ArrayList<String>();
    if (!wrote.isEmpty()) {
      parts.add(
          "wrote "
              + Reply.count(wrote.size(), "migration")
              + " ("
              + wrote.stream().limit(NAMED).map(Written::file).collect(Collectors.joining(", "))
              + (wrote.size() > NAMED ? ", ..." : "")
              + ")");
    }
    edited.forEach(r -> by(name, r).forEach(c -> parts.add(Edits.told(r, c))));
    return String.join("; ", parts);
  }

  private static List<EditsAnswer.Change> by(String name, Row edit) {
    return committed(edit).stream()
        .filter(c -> new Person(c.author(), c.authorEmail()).isCalled(name))
        .toList();
  }

  private static List<EditsAnswer.Change> committed(Row edit) {
    return AnswerJson.list(edit.text(EditHistory.CHANGES), EditsAnswer.Change.class).stream()
        .filter(c -> c.source().equals("committed"))
        .toList();
  }
}
