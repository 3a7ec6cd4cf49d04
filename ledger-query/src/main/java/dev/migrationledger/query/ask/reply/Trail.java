package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.ask.grammar.Concept;
import dev.migrationledger.query.ask.grammar.Parsed;
import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.audit.Origins;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.status.SchemaMigrations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the trail of events says: who ran, who decided, what happened when. */
public final class Trail {

  /** How many events a sentence tells at most. */
  private static final int TOLD = 12;

  private Trail() {}

  public static Reply whoRan(Place place, Row migration, Period period) {
    var file = migration.text(SchemaMigrations.FILENAME);
    var events = of(place, migration.number(SchemaMigrations.NUMBER).orElseThrow());
    var attempts = having(events, "MigrationApplied", "MigrationFailed");
    var ran = during(period, attempts);
    if (ran.isEmpty() && !attempts.isEmpty()) {
      return Reply.of("%s nobody ran %s on %s.".formatted(period.told(), file, place.target()));
    }
    if (ran.isEmpty()) {
      return new Reply(
          "%s has not run on %s: it is %s."
              .formatted(file, place.target(), migration.text(SchemaMigrations.STATUS)),
          List.of(States.row(migration, "")),
          events.stream().map(AuditQueries::evidence).toList());
    }
    var origins = Origins.of(place.connection(), ran);
    var told =
        ran.stream()
            .map(r ->
                "%s %s %s on %s at %s %s with checksum %s"
                    .formatted(
                        r.text(AuditTrail.ACTOR),
                        r.text(AuditTrail.EVENT).equals("MigrationApplied")
                            ? "applied"
                            : "tried and failed",
                        r.text(AuditTrail.FILENAME),
                        place.target(),
                        time(r),
                        origins.told(r),
                        Words.brief(r.text(AuditTrail.CHECKSUM))))
            .collect(Collectors.joining("; "));
    return new Reply(
        told + ".",
        ran.stream().map(r -> row(r, origins)).toList(),
        ran.stream().map(AuditQueries::evidence).toList());
  }

  private static List<Row> of(Place place, long number) {
    return AuditQueries.rows(
        place.connection(),
        AuditTrail.TOLD,
        place.target(),
        HistoryFilter.ofVersion(Long.toString(number)));
  }

  public static Reply decisions(Place place, Parsed parsed) {
    var wanted = new ArrayList<String>();
    when(wanted, parsed.has(Concept.ACKNOWLEDGE), "EditAcknowledged");
    when(wanted, parsed.has(Concept.RETIRE), "MigrationRetired");
    when(wanted, parsed.has(Concept.BASELINE), "BaselineEstablished");
    when(wanted, parsed.has(Concept.FORCE), "RuleOverridden");
    var events = Counted.of(place, parsed, wanted.toArray(String[]::new));
    var kinds =
        wanted.stream()
            .map(w ->
                switch (w) {
                  case "EditAcknowledged" -> "acknowledged an edit";
                  case "MigrationRetired" -> "retired a migration";
                  case "BaselineEstablished" -> "established a baseline";
                  default -> "set a rule aside";
                })
            .collect(Collectors.joining(" or "));
    var about = parsed.versions().isEmpty() ? "" : " for " + String.join(", ", parsed.versions());
    return told(
        place,
        events,
        events.isEmpty()
            ? "Nobody %s%s on %s%s.".formatted(kinds, about, place.target(), lower(parsed.period()))
            : "");
  }

  public static Reply imported(Place place) {
    var events = Counted.of(place, Period.ALWAYS, List.of(), "HistoryImported");
    return told(
        place,
        events,
        events.isEmpty() ? "No history was imported on %s.".formatted(place.target()) : "");
  }

  /** Who took reports of the log away; whoever reads the database itself leaves no event. */
  public static Reply exported(Place place) {
    var events = Counted.of(place, Period.ALWAYS, List.of(), "LogExported");
    return told(
        place,
        events,
        events.isEmpty()
            ? "Nobody is on record as having taken a report of %s away.".formatted(place.target())
            : "");
  }

  /** A period behind a sentence. */
  static String lower(Period period) {
    return period.isAlways()
        ? ""
        : " " + Character.toLowerCase(period.told().charAt(0)) + period.told().substring(1);
  }

  private static void when(List<String> wanted, boolean is, String event) {
    if (is) {
      wanted.add(event);
    }
  }

  public static boolean concerns(Row row, List<String> versions) {
    return versions.stream()
        .map(v -> Long.toString(Long.parseLong(v)))
        .anyMatch(n ->
            n.equals(row.text(AuditTrail.NUMBER)) || row.texts(AuditTrail.COVERED).contains(n));
  }

  /** What happened in a period: counted whole, listed as far as somebody can read. */
  public static Reply changed(Place place, Parsed parsed) {
    var period = parsed.period();
    var counts = EventCounts.of(place, period, "");
    var events = Counted.newest(place, period, "");
    return told(
        place,
        events,
        counts.total() == 0
            ? "%s nothing was recorded on %s.".formatted(period.told(), place.target())
            : "%s %s on %s: %s.%s"
                .formatted(
                    period.told(),
                    Reply.count(counts.total(), "event"),
                    place.target(),
                    counts.told(),
                    rest(counts.total(), events)));
  }

  /** Says that an answer does not list everything. */
  static String rest(long total, List<Row> listed) {
    return total > listed.size()
        ? " The newest %d are listed; \"ledger history\" has all.".formatted(listed.size())
        : "";
  }

  /** Those of a period. */
  static List<Row> during(Period period, List<Row> events) {
    return period.isAlways()
        ? events
        : events.stream()
            .filter(r -> r.instant(AuditTrail.RECORDED_AT).filter(period::holds).isPresent())
            .toList();
  }

  public static Reply history(Place place, Row migration, Period period) {
    long number = migration.number(SchemaMigrations.NUMBER).orElseThrow();
    var events = during(period, of(place, number));
    var file = migration.text(SchemaMigrations.FILENAME);
    if (events.isEmpty()) {
      return Reply.of(
          "%s nothing was recorded of %s on %s.".formatted(period.told(), file, place.target()));
    }
    return told(
        place,
        events,
        "%s is %s on %s after %s%s: %s."
            .formatted(
                file,
                migration.text(SchemaMigrations.STATUS),
                place.target(),
                Reply.count(events.size(), "event"),
                period.isAlways() ? "" : " (" + period.told() + ")",
                events.stream()
                    .map(r -> time(r) + ": " + Sentences.plain(r.text(AuditTrail.SENTENCE)))
                    .collect(Collectors.joining("; "))));
  }

  /**
   * An answer that lists events.
   *
   * @param sentence empty when the events themselves are the sentence
   */
  public static Reply told(Place place, List<Row> events, String sentence) {
    var shown = AuditQueries.at(place.connection(), indexes(place.portion().of(events)));
    return Reply.part(
        sentence.isEmpty() ? sentences(place, events) + "." : sentence,
        Slice.cut(shown.stream().map(Trail::row).toList(), events.size()),
        shown.stream().map(AuditQueries::evidence));
  }

  /** The first events, each as a sentence. */
  static String sentences(Place place, List<Row> events) {
    var first = events.subList(0, Math.min(TOLD, events.size()));
    var told =
        AuditQueries.at(place.connection(), indexes(first)).stream()
            .map(r -> time(r) + ": " + Sentences.plain(r.text(AuditTrail.SENTENCE)))
            .collect(Collectors.joining("; "));
    return events.size() > TOLD ? told + "; and %d more".formatted(events.size() - TOLD) : told;
  }

  private static List<Long> indexes(List<Row> events) {
    return events.stream().map(r -> r.number(AuditTrail.INDEX).orElseThrow()).toList();
  }

  public static List<Row> having(List<Row> events, String... names) {
    return events.stream().filter(r -> List.of(names).contains(r.text(AuditTrail.EVENT))).toList();
  }

  public static String time(Row row) {
    return row.instant(AuditTrail.RECORDED_AT).map(Utc::sentence).orElse("");
  }

  public static Map<String, Object> row(Row row) {
    return Reply.row(
        "index", row.number(AuditTrail.INDEX).orElseThrow(),
        "event", row.text(AuditTrail.EVENT),
        "version", row.text(AuditTrail.VERSION),
        "file", row.text(AuditTrail.FILENAME),
        "run", row.text(AuditTrail.RUN),
        "actor", row.text(AuditTrail.ACTOR),
        "at", Moment.of(row, AuditTrail.RECORDED_AT),
        "checksum", row.text(AuditTrail.CHECKSUM),
        "reason", row.text(AuditTrail.REASON),
        "approved_by", row.text(AuditTrail.APPROVED_BY),
        "sentence", row.text(AuditTrail.SENTENCE));
  }

  private static Map<String, Object> row(Row row, Origins origins) {
    var view = row(row);
    view.put("origin", origins.of(row));
    return view;
  }
}
