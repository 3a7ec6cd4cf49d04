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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the target, the folder and the ledger do not agree. */
public final class Differences {

  private static final int NAMED = 8;

  private Differences() {}

  /** Between what ran and the folder, as the folder was last seen. */
  public static Reply fromFiles(Place place) {
    var all = States.migrations(place);
    var edited =
        all.stream().filter(r -> r.texts(SchemaMigrations.FLAGS).contains("edited")).toList();
    var idle = all.stream().filter(Differences::hasNoEffect).toList();
    var rows = new ArrayList<Map<String, Object>>();
    var evidence = new ArrayList<Evidence>();
    edited.forEach(r -> rows.add(States.row(r, other(r))));
    (edited.isEmpty() ? List.<Row>of() : EditQueries.rows(place.connection(), place.target()))
        .stream()
            .filter(e -> edited.stream().anyMatch(r -> isOf(e, r)))
            .flatMap(e -> AnswerJson.list(e.text(EditHistory.EVIDENCE), Evidence.class).stream())
            .forEach(evidence::add);
    var causes = States.causes(place, idle);
    for (var row : idle) {
      rows.add(States.row(row, row.text(SchemaMigrations.STATUS)));
      States.cause(causes, row).map(AuditQueries::evidence).ifPresent(evidence::add);
    }
    var applied = States.having(all, "applied").size();
    return new Reply(
        "On %s %d of %d migrations are applied; %s; %s."
            .formatted(
                place.target(),
                applied,
                all.size(),
                told(edited, "has", "have", "other bytes in the folder than ran"),
                told(idle, "has", "have", "no effect")),
        rows,
        evidence);
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
    return new Reply(
        sentence + more + before,
        all.stream().map(Differences::row).toList(),
        all.stream()
            .flatMap(r -> AnswerJson.list(r.text(DriftHistory.EVIDENCE), Evidence.class).stream())
            .toList());
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
        "detected_at", Moment.of(row.instant(DriftHistory.DETECTED_AT)),
        "detected_by", row.text(DriftHistory.DETECTED_BY),
        "ended_at", Moment.of(row.instant(DriftHistory.ENDED_AT)),
        "ended_by", row.text(DriftHistory.ENDED_BY),
        "reason", row.text(DriftHistory.REASON));
  }
}
