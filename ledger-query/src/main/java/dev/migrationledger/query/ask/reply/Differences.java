package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.edit.EditQueries;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.query.schema.DriftHistory;
import dev.migrationledger.query.schema.DriftQueries;
import dev.migrationledger.query.status.SchemaMigrations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the target, the folder and the ledger do not agree. */
public final class Differences {

  private static final int NAMED = 8;

  private Differences() {}

  /**
   * Where a migration differs.
   *
   * @param isEdit whether its file has other bytes than ran; else it has no effect
   */
  private record Difference(Row migration, boolean isEdit) {}

  /** Between what ran and the folder, as the folder was last seen. */
  public static Reply fromFiles(Place place) {
    var all = States.migrations(place);
    var edited = all.stream().filter(Differences::isEdited).toList();
    var idle = all.stream().filter(Differences::hasNoEffect).toList();
    var listed =
        Stream.concat(
                edited.stream().map(r -> new Difference(r, true)),
                idle.stream().map(r -> new Difference(r, false)))
            .toList();
    var shown = place.portion().of(listed);
    var applied = States.having(all, "applied").size();
    return Reply.part(
        "On %s %d of %d migrations are applied; %s; %s."
            .formatted(
                place.target(),
                applied,
                all.size(),
                told(edited, "has", "have", "other bytes in the folder than ran"),
                told(idle, "has", "have", "no effect")),
        Slice.cut(rows(place, shown), listed.size()),
        evidence(place, shown));
  }

  private static List<Map<String, Object>> rows(Place place, List<Difference> shown) {
    var lines =
        States.lines(place, shown.stream().map(Difference::migration).distinct().toList()).stream()
            .collect(Collectors.toMap(r -> r.text(SchemaMigrations.FILENAME), r -> r));
    return shown.stream()
        .map(d -> {
          var line =
              Objects.requireNonNull(lines.get(d.migration().text(SchemaMigrations.FILENAME)));
          return States.row(line, d.isEdit() ? other(line) : line.text(SchemaMigrations.STATUS));
        })
        .toList();
  }

  private static Stream<Evidence> evidence(Place place, List<Difference> shown) {
    var edited = shown.stream().filter(Difference::isEdit).map(Difference::migration).toList();
    var idle = shown.stream().filter(d -> !d.isEdit()).map(Difference::migration).toList();
    var edits =
        edited.isEmpty() ? List.<Row>of() : EditQueries.rows(place.connection(), place.target());
    var causes = States.causes(place, idle);
    return Stream.concat(
        edits.stream()
            .filter(e -> edited.stream().anyMatch(r -> isOf(e, r)))
            .flatMap(e -> AnswerJson.list(e.text(EditHistory.EVIDENCE), Evidence.class).stream()),
        idle.stream().flatMap(r -> States.cause(causes, r).stream()).map(AuditQueries::evidence));
  }

  private static boolean isEdited(Row row) {
    return row.texts(SchemaMigrations.FLAGS).contains("edited");
  }

  private static boolean isOf(Row edit, Row migration) {
    return edit.text(EditHistory.NUMBER).equals(migration.text(SchemaMigrations.NUMBER));
  }

  private static boolean hasNoEffect(Row row) {
    return switch (row.text(SchemaMigrations.STATUS)) {
      case "applied", "baselined", "retired" -> false;
      case "rejected" -> !row.texts(SchemaMigrations.FLAGS).contains("missing");
      default -> true;
    };
  }

  private static String other(Row row) {
    return "other bytes: checksum now " + Words.brief(row.text(SchemaMigrations.CHECKSUM_NOW));
  }

  private static String told(List<Row> rows, String one, String several, String what) {
    return rows.isEmpty()
        ? "no file has " + what
        : "%s %s %s: %s"
            .formatted(
                Reply.count(rows.size(), "file"),
                rows.size() == 1 ? one : several,
                what,
                States.files(rows));
  }

  /** Between the target's schema and what migrations made of it. */
  public static Reply drift(Place place) {
    var all = DriftQueries.rows(place.connection(), place.target(), false);
    var open = all.stream().filter(r -> r.text(DriftHistory.STATE).equals("open")).toList();
    var ended = all.size() - open.size();
    var sentence =
        open.isEmpty()
            ? "No object of %s is known to differ".formatted(place.target())
            : "%s of %s %s: %s"
                .formatted(
                    Reply.count(open.size(), "object"),
                    place.target(),
                    open.size() == 1 ? "differs" : "differ",
                    open.stream()
                        .limit(NAMED)
                        .map(Differences::told)
                        .collect(Collectors.joining("; ")));
    var more = open.size() > NAMED ? "; and %d more".formatted(open.size() - NAMED) : "";
    var before = ended == 0 ? "." : "; %d more did and no longer do.".formatted(ended);
    return Reply.part(
        sentence + more + before,
        Slice.of(place.portion(), all, Differences::row),
        place.portion().of(all).stream()
            .flatMap(r -> AnswerJson.list(r.text(DriftHistory.EVIDENCE), Evidence.class).stream()));
  }

  private static String told(Row row) {
    var by = row.text(DriftHistory.BY);
    return "%s %s (%s), seen at %s, by %s (%s)"
        .formatted(
            row.text(DriftHistory.OBJECT_KIND),
            row.text(DriftHistory.OBJECT),
            row.text(DriftHistory.CHANGE),
            Utc.sentence(row.instant(DriftHistory.DETECTED_AT).orElseThrow()),
            by.isEmpty() ? "nobody known" : by,
            row.text(DriftHistory.GRADE));
  }

  private static Map<String, Object> row(Row row) {
    return Reply.row(
        "object_kind", row.text(DriftHistory.OBJECT_KIND),
        "object", row.text(DriftHistory.OBJECT),
        "change", row.text(DriftHistory.CHANGE),
        "state", row.text(DriftHistory.STATE),
        "changed_by", row.text(DriftHistory.BY),
        "grade", row.text(DriftHistory.GRADE),
        "detected_at", Moment.of(row, DriftHistory.DETECTED_AT),
        "detected_by", row.text(DriftHistory.DETECTED_BY),
        "ended_at", Moment.of(row, DriftHistory.ENDED_AT),
        "ended_by", row.text(DriftHistory.ENDED_BY),
        "reason", row.text(DriftHistory.REASON));
  }
}
