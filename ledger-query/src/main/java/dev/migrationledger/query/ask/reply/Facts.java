package dev.migrationledger.query.ask.reply;

import static dev.migrationledger.query.dependency.MigrationDependencies.LINE;
import static dev.migrationledger.query.dependency.MigrationDependencies.NEEDS_FILENAME;
import static dev.migrationledger.query.dependency.MigrationDependencies.NEEDS_VERSION;
import static dev.migrationledger.query.dependency.MigrationDependencies.OBJECT;
import static dev.migrationledger.query.dependency.MigrationDependencies.REASON;

import dev.migrationledger.query.ask.grammar.ObjectNamed;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.dependency.MigrationDependencies;
import dev.migrationledger.query.dependency.MigrationFacts;
import dev.migrationledger.query.dependency.MigrationObjects;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What scripts create and name, and which of them need which. */
public final class Facts {

  private static final int NAMED = 12;

  private Facts() {}

  public static Reply dependents(Place place, Row migration) {
    var rows = MigrationDependencies.on(place.connection(), place.target(), number(migration));
    var file = migration.text(SchemaMigrations.FILENAME);
    var byFile = grouped(rows, r -> r.text(MigrationDependencies.FILENAME));
    var sentence =
        rows.isEmpty()
            ? "No migration that is known depends on %s on %s.".formatted(file, place.target())
            : "%s on %s on %s: %s."
                .formatted(
                    byFile.size() == 1
                        ? "1 migration depends"
                        : byFile.size() + " migrations depend",
                    file,
                    place.target(),
                    told(byFile, r -> "uses " + r.text(OBJECT)));
    return reply(place, sentence, rows, MigrationDependencies.POSITION, Facts::dependency);
  }

  public static Reply needs(Place place, Row migration) {
    var rows = MigrationDependencies.of(place.connection(), place.target(), number(migration));
    var file = migration.text(SchemaMigrations.FILENAME);
    var byFile =
        grouped(
            rows,
            r -> r.text(NEEDS_FILENAME).isEmpty() ? r.text(NEEDS_VERSION) : r.text(NEEDS_FILENAME));
    var sentence =
        rows.isEmpty()
            ? "%s needs no other migration on %s, as far as is known."
                .formatted(file, place.target())
            : "%s needs %s on %s: %s."
                .formatted(
                    file,
                    Reply.count(byFile.size(), "other migration"),
                    place.target(),
                    told(byFile, r -> "creates " + r.text(OBJECT)));
    return reply(place, sentence, rows, MigrationDependencies.POSITION, Facts::dependency);
  }

  public static Reply creates(Place place, Row migration) {
    var rows = MigrationObjects.createdBy(place.connection(), place.target(), number(migration));
    var file = migration.text(SchemaMigrations.FILENAME);
    var sentence =
        rows.isEmpty()
            ? "%s creates nothing, as far as is known.".formatted(file)
            : "%s creates %s: %s."
                .formatted(
                    file,
                    Reply.count(rows.size(), "object"),
                    some(
                        rows.stream()
                            .map(r ->
                                "%s (line %s)".formatted(label(r), r.text(MigrationObjects.LINE)))
                            .toList()));
    return reply(place, sentence, rows, MigrationObjects.POSITION, Facts::object);
  }

  public static Reply naming(Place place, ObjectNamed asked) {
    var rows =
        MigrationObjects.naming(place.connection(), place.target(), asked.name()).stream()
            .filter(r -> asked.kind().isEmpty() || isOfKind(asked.kind(), r))
            .toList();
    var creating = rows.stream().filter(r -> action(r).equals("creates")).toList();
    var others = rows.stream().filter(r -> !action(r).equals("creates")).toList();
    var created =
        creating.isEmpty()
            ? "No migration that is known creates %s on %s".formatted(asked.label(), place.target())
            : "On %s %s"
                .formatted(
                    place.target(),
                    some(
                        creating.stream()
                            .map(r -> "%s creates %s".formatted(at(r), label(r)))
                            .toList()));
    var named =
        others.isEmpty()
            ? ""
            : "; %s named by %s"
                .formatted(
                    creating.isEmpty() ? "it is" : "also",
                    some(
                        others.stream()
                            .map(r -> "%s (%s it)".formatted(at(r), action(r)))
                            .toList()));
    return reply(place, created + named + ".", rows, MigrationObjects.POSITION, Facts::object);
  }

  /** A statement such as INSERT does not tell a table from a view. */
  private static boolean isOfKind(String kind, Row row) {
    var known = row.text(MigrationObjects.KIND);
    return known.equals(kind) || known.equals("relation") || known.endsWith(" " + kind);
  }

  private static Map<String, List<Row>> grouped(List<Row> rows, Function<Row, String> by) {
    return rows.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private static String told(Map<String, List<Row>> byFile, Function<Row, String> derived) {
    return some(
        byFile.entrySet().stream()
            .map(e ->
                "%s (%s)"
                    .formatted(
                        e.getKey(), some(e.getValue().stream().map(r -> why(r, derived)).toList())))
            .toList());
  }

  private static String why(Row row, Function<Row, String> derived) {
    var reason = row.text(REASON);
    var why =
        row.text(MigrationDependencies.KIND).equals("derived")
            ? derived.apply(row)
            : reason.isEmpty() ? "declared" : "declared: " + reason;
    return row.isNull(LINE) ? why : why + ", line " + row.text(LINE);
  }

  private static String some(List<String> all) {
    var first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() > NAMED ? first + " and %d more".formatted(all.size() - NAMED) : first;
  }

  private static Reply reply(
      Place place,
      String sentence,
      List<Row> rows,
      Column position,
      Function<Row, Map<String, Object>> view) {
    var shown = place.portion().of(rows);
    var indexes = shown.stream().map(r -> r.number(position).orElseThrow()).distinct().toList();
    return Reply.part(
        sentence + gaps(place),
        Slice.of(place.portion(), rows, view),
        AuditQueries.named(place.connection(), indexes).stream().map(AuditQueries::evidence));
  }

  /** What an answer cannot be sure of, because not every script was read. */
  private static String gaps(Place place) {
    var gaps = MigrationFacts.gaps(place.connection(), place.target());
    if (gaps.isEmpty()) {
      return "";
    }
    var first = gaps.getFirst();
    var why =
        first.text(MigrationFacts.UNREAD).isEmpty()
            ? "it names too many objects"
            : first.text(MigrationFacts.UNREAD);
    return " Not everything is known of %s (%s: %s)."
        .formatted(Reply.count(gaps.size(), "script"), first.text(MigrationFacts.FILENAME), why);
  }

  private static long number(Row migration) {
    return migration.number(SchemaMigrations.NUMBER).orElseThrow();
  }

  private static String label(Row row) {
    return row.text(MigrationObjects.KIND) + " " + row.text(MigrationObjects.NAME);
  }

  private static String at(Row row) {
    return row.text(MigrationObjects.FILENAME) + " line " + row.text(MigrationObjects.LINE);
  }

  private static String action(Row row) {
    return row.text(MigrationObjects.ACTION);
  }

  private static Map<String, Object> dependency(Row row) {
    return Reply.row(
        "version", row.text(MigrationDependencies.VERSION),
        "file", row.text(MigrationDependencies.FILENAME),
        "needs_version", row.text(NEEDS_VERSION),
        "needs_file", row.text(NEEDS_FILENAME),
        "kind", row.text(MigrationDependencies.KIND),
        "object", row.text(OBJECT),
        "line", row.number(LINE).orElse(0),
        "reason", row.text(REASON));
  }

  private static Map<String, Object> object(Row row) {
    return Reply.row(
        "version", row.text(MigrationObjects.VERSION),
        "file", row.text(MigrationObjects.FILENAME),
        "action", row.text(MigrationObjects.ACTION),
        "kind", row.text(MigrationObjects.KIND),
        "name", row.text(MigrationObjects.NAME),
        "line", row.number(MigrationObjects.LINE).orElse(0));
  }
}
