package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody did: as the actor of events, and as the author of scripts and of edits. */
public final class People {

  private static final int NAMED = 5;

  private final Place place;
  private final Period period;
  private final List<Row> migrations;
  private final List<Row> edits;
  private final Map<Row, String> writers = new HashMap<>();

  private People(Place place, Period period, List<Row> migrations, List<Row> edits) {
    this.place = place;
    this.period = period;
    this.migrations = migrations;
    migrations.forEach(r -> writers.put(r, writer(r)));
    this.edits = edits;
  }

  public static Reply did(Place place, String name, Period period) {
    var migrations = StatusQueries.detailed(place.connection(), place.target(), "known");
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
            List.of(),
            near.stream()
                .map(p ->
                    "show everything %s did".formatted(p.email().isEmpty() ? p.name() : p.email()))
                .toList());
  }

  private List<Person> everybody() {
    var actors = AuditQueries.actors(place.connection(), place.target()).stream();
    var authors =
        Stream.concat(
            migrations.stream().map(this::writtenBy).filter(s -> !s.isEmpty()),
            edits.stream().flatMap(r -> committed(r).stream()).map(EditsAnswer.Change::signature));
    var known = authors.map(Person::of).distinct().collect(Collectors.toCollection(ArrayList::new));
    actors
        .filter(a -> known.stream().noneMatch(p -> p.isCalled(a)))
        .forEach(a -> known.add(Person.of(a)));
    return known;
  }

  private Reply did(String name) {
    var counts = EventCounts.of(place, period, name);
    var caused = Trail.newest(place, period, name);
    var wrote =
        migrations.stream()
            .filter(r -> Person.of(writtenBy(r)).isCalled(name) && isNew(r))
            .toList();
    var edited =
        edits.stream()
            .filter(r -> r.instant(EditHistory.NOTICED_AT).filter(period::holds).isPresent())
            .filter(r -> !by(name, r).isEmpty())
            .toList();
    var events = new ArrayList<>(caused);
    events.addAll(having("MigrationDiscovered", numbers(wrote, SchemaMigrations.NUMBER), caused));
    events.addAll(having("MigrationEdited", numbers(edited, EditHistory.EVENT_INDEX), events));
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
    return Trail.told(events, sentence);
  }

  /** Whether it was discovered in the period. */
  private boolean isNew(Row migration) {
    if (period.isAlways()) {
      return true;
    }
    var version = migration.text(SchemaMigrations.VERSION);
    var filter = new HistoryFilter(version, "MigrationDiscovered", "", "", "", "", 0);
    var found = AuditQueries.rows(place.connection(), place.target(), filter);
    return !Trail.during(period, found).isEmpty();
  }

  private static String work(String name, List<Row> wrote, List<Row> edited) {
    var parts = new ArrayList<String>();
    if (!wrote.isEmpty()) {
      parts.add(
          "wrote "
              + Reply.count(wrote.size(), "migration")
              + " ("
              + wrote.stream()
                  .limit(NAMED)
                  .map(r -> r.text(SchemaMigrations.FILENAME))
                  .collect(Collectors.joining(", "))
              + (wrote.size() > NAMED ? ", ..." : "")
              + ")");
    }
    edited.forEach(r -> by(name, r).forEach(c -> parts.add(Edits.told(r, c))));
    return String.join("; ", parts);
  }

  /** Events of a kind that concern these, without those that are told already. */
  private List<Row> having(String event, Set<Long> wanted, List<Row> told) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    var indexes =
        event.equals("MigrationEdited")
            ? new HashSet<>(wanted)
            : numbers(
                AuditQueries.events(place.connection(), place.target(), event, wanted),
                AuditTrail.INDEX);
    indexes.removeAll(numbers(told, AuditTrail.INDEX));
    return AuditQueries.at(place.connection(), indexes).stream()
        .filter(r -> r.text(AuditTrail.EVENT).equals(event))
        .toList();
  }

  private static Set<Long> numbers(List<Row> rows, Column column) {
    return rows.stream()
        .map(r -> r.number(column).orElseThrow())
        .collect(Collectors.toCollection(HashSet::new));
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

  private String writtenBy(Row migration) {
    return writers.getOrDefault(migration, "");
  }

  private static String writer(Row migration) {
    return AnswerJson.object(migration.text(SchemaMigrations.METADATA)).get("script")
                instanceof Map<?, ?> script
            && script.get("author") instanceof String author
            && script.get("commit") instanceof String commit
            && !commit.isEmpty()
        ? author
        : "";
  }
}
