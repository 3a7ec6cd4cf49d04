package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is applied, what is pending, and what never ran and why. */
public final class States {

  private static final int NAMED = 12;

  private States() {}

  public static Reply applied(Place place) {
    var all = migrations(place);
    var applied = having(all, "applied");
    var baselined = having(all, "baselined");
    var last =
        applied.isEmpty()
            ? ""
            : ", the highest is " + applied.getLast().text(SchemaMigrations.FILENAME);
    var taken =
        baselined.isEmpty() ? "" : "; %d baselined without running".formatted(baselined.size());
    return reply(
        place,
        "%d of %d migrations of %s are applied%s%s."
            .formatted(applied.size(), all.size(), place.target(), last, taken),
        applied,
        "MigrationApplied");
  }

  public static Reply pending(Place place) {
    var pending = having(migrations(place), "pending", "rolled-back");
    var sentence =
        pending.isEmpty()
            ? "Nothing is pending on %s.".formatted(place.target())
            : "%s pending on %s: %s."
                .formatted(
                    pending.size() == 1 ? "1 migration is" : pending.size() + " migrations are",
                    place.target(),
                    files(pending));
    return reply(place, sentence, pending, "MigrationDiscovered");
  }

  public static Reply neverRan(Place place) {
    int all = StatusQueries.counted(place.connection(), place.target());
    var unapplied =
        StatusQueries.unapplied(place.connection(), place.target()).stream()
            .filter(r -> !vanished(r))
            .toList();
    var ran =
        AuditQueries.events(
                place.connection(), place.target(), "MigrationApplied", numbers(unapplied))
            .stream()
            .map(r -> r.text(AuditTrail.NUMBER))
            .collect(Collectors.toSet());
    var never =
        unapplied.stream()
            .filter(r ->
                !r.flag(SchemaMigrations.KNOWN) || !ran.contains(r.text(SchemaMigrations.NUMBER)))
            .toList();
    var blocker = unapplied.stream().filter(States::blocks).findFirst();
    var groups = new LinkedHashMap<String, List<Row>>();
    for (var row : never) {
      groups.computeIfAbsent(why(row, blocker), w -> new ArrayList<>()).add(row);
    }
    var sentence =
        never.isEmpty()
            ? "Every migration of %s has run.".formatted(place.target())
            : "%d of %d migrations of %s never ran: %s."
                .formatted(never.size(), all, place.target(), told(groups));
    var shown = place.portion().of(never);
    var causes = causes(place, shown);
    return Reply.part(
        sentence,
        Slice.of(place.portion(), never, row -> row(row, why(row, blocker))),
        shown.stream().flatMap(r -> cause(causes, r).stream()).map(AuditQueries::evidence));
  }

  /** A refused file that is no longer in the folder, renamed for instance, is no migration. */
  private static boolean vanished(Row row) {
    return row.text(SchemaMigrations.STATUS).equals("rejected")
        && row.texts(SchemaMigrations.FLAGS).contains("missing");
  }

  private static String told(Map<String, List<Row>> groups) {
    return groups.entrySet().stream()
        .map(g -> "%s %s".formatted(files(g.getValue()), g.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static boolean blocks(Row row) {
    var status = row.text(SchemaMigrations.STATUS);
    return status.equals("failed") || status.equals("unknown");
  }

  private static String why(Row row, Optional<Row> blocker) {
    var actor = row.text(SchemaMigrations.ACTOR);
    var at = row.instant(SchemaMigrations.CHANGED_AT).map(i -> " at " + Utc.sentence(i)).orElse("");
    var error = Sentences.plain(row.text(SchemaMigrations.ERROR_MESSAGE).replace("\n", "; "));
    return switch (row.text(SchemaMigrations.STATUS)) {
      case "retired" -> "retired by %s because \"%s\"".formatted(actor, reason(row));
      case "baselined" ->
          "baselined by %s without running because \"%s\"".formatted(actor, reason(row));
      case "rejected" -> "rejected: " + error;
      case "failed" -> "failed%s: %s".formatted(at, error);
      case "unknown" -> "stopped half-way%s and needs recovery: %s".formatted(at, error);
      case "running" -> "in the plan of run %s".formatted(row.text(SchemaMigrations.RUN));
      case "rolled-back" -> "rolled back by %s".formatted(actor);
      default ->
          blocker
              .filter(b -> number(b) < number(row))
              .map(b -> "pending, blocked behind " + b.text(SchemaMigrations.FILENAME))
              .orElse("pending, not tried yet");
    };
  }

  private static long number(Row row) {
    return row.number(SchemaMigrations.NUMBER).orElse(Long.MAX_VALUE);
  }

  private static String reason(Row row) {
    var reason = AnswerJson.object(row.text(SchemaMigrations.METADATA)).get("reason");
    return reason == null ? "" : Sentences.plain(reason.toString());
  }

  /** The last event of each kind that says why these stand as they do, by number and by file. */
  static Map<String, Row> causes(Place place, List<Row> rows) {
    var causes = new HashMap<String, Row>();
    var files = rows.stream().map(r -> r.text(SchemaMigrations.FILENAME)).toList();
    for (var row :
        AuditQueries.about(
            place.connection(),
            place.target(),
            numbers(rows),
            files,
            "MigrationDiscovered",
            "MigrationRejected",
            "MigrationFailed",
            "MigrationRetired",
            "MigrationRecovered",
            "BaselineEstablished")) {
      causes.put(row.text(AuditTrail.NUMBER), row);
      causes.put(row.text(AuditTrail.FILENAME), row);
      for (var number : row.texts(AuditTrail.COVERED)) {
        causes.put(number, row);
      }
    }
    return causes;
  }

  static List<Long> numbers(List<Row> rows) {
    return rows.stream().flatMap(r -> r.number(SchemaMigrations.NUMBER).stream().boxed()).toList();
  }

  static Optional<Row> cause(Map<String, Row> causes, Row row) {
    var key =
        row.flag(SchemaMigrations.KNOWN)
            ? row.text(SchemaMigrations.NUMBER)
            : row.text(SchemaMigrations.FILENAME);
    return Optional.ofNullable(causes.get(key));
  }

  private static Reply reply(Place place, String sentence, List<Row> rows, String event) {
    var shown = lines(place, place.portion().of(rows));
    var last = new HashMap<String, Evidence>();
    for (var row : AuditQueries.events(place.connection(), place.target(), event, numbers(shown))) {
      last.put(row.text(AuditTrail.NUMBER), AuditQueries.evidence(row));
    }
    return Reply.part(
        sentence,
        Slice.cut(shown.stream().map(r -> row(r, "")).toList(), rows.size()),
        shown.stream()
            .flatMap(r -> Optional.ofNullable(last.get(r.text(SchemaMigrations.NUMBER))).stream()));
  }

  public static Map<String, Object> row(Row row, String why) {
    var view =
        Reply.row(
            "version", row.text(SchemaMigrations.VERSION),
            "file", row.text(SchemaMigrations.FILENAME),
            "state", row.text(SchemaMigrations.STATUS),
            "actor", row.text(SchemaMigrations.ACTOR),
            "at", Moment.of(row, SchemaMigrations.CHANGED_AT),
            "checksum", row.text(SchemaMigrations.CHECKSUM));
    if (!why.isEmpty()) {
      view.put("why", why);
    }
    return view;
  }

  /** All of them, as far as it takes to count them. */
  static List<Row> migrations(Place place) {
    return StatusQueries.brief(place.connection(), place.target());
  }

  /** The same rows, in as much detail as a list shows, by number, then by file. */
  static List<Row> lines(Place place, List<Row> brief) {
    var files = brief.stream().map(r -> r.text(SchemaMigrations.FILENAME)).toList();
    return StatusQueries.lines(place.connection(), place.target(), files);
  }

  static List<Row> having(List<Row> rows, String... statuses) {
    var wanted = Set.of(statuses);
    return rows.stream().filter(r -> wanted.contains(r.text(SchemaMigrations.STATUS))).toList();
  }

  static String files(List<Row> rows) {
    var versions = rows.stream().map(r -> r.text(SchemaMigrations.FILENAME)).toList();
    if (versions.size() <= NAMED) {
      return String.join(", ", versions);
    }
    return "%d from %s to %s".formatted(versions.size(), versions.getFirst(), versions.getLast());
  }
}
