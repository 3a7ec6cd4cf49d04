package dev.migrationledger.query.edit;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads {@code edit_history}, and what it takes to tell the whole story of an edit. */
public final class EditQueries {

  private static final Selection WHEN =
      Selection.of(
          SchemaMigrations.MODEL.table(), SchemaMigrations.NUMBER, SchemaMigrations.APPLIED_AT);
  private static final Selection RUN =
      Selection.of(
          AuditTrail.MODEL.table(),
          AuditTrail.INDEX,
          AuditTrail.EVENT,
          AuditTrail.NUMBER,
          AuditTrail.OCCURRED_AT,
          AuditTrail.ACTOR,
          AuditTrail.LEAF);
  private static final String RUNS =
      "WHERE target = ? AND event = 'MigrationApplied' AND number = ANY (?) ORDER BY index";

  private final EventLog log;

  public EditQueries(EventLog log) {
    this.log = log;
  }

  /**
   * The edits of a target, newest first.
   *
   * @param number of one migration only, when there is one
   */
  public EditsAnswer edits(Connection c, String target, OptionalLong number, long asOf) {
    var lines = lines(c, target, number, commitment -> log.content(c, commitment));
    return new EditsAnswer("ledger/edits/v1", target, asOf, lines);
  }

  /**
   * The edits of a target, newest first, without their diffs.
   *
   * @param number of one migration only, when there is one
   */
  public static List<EditsAnswer.Line> told(Connection c, String target, OptionalLong number) {
    return lines(c, target, number, commitment -> Optional.of(""));
  }

  private static List<EditsAnswer.Line> lines(
      Connection c, String target, OptionalLong number, Function<String, Optional<String>> diffs) {
    var edits =
        number.isPresent()
            ? rows(c, target, "AND number = ? ", number.getAsLong())
            : rows(c, target, "");
    if (edits.isEmpty()) {
      return List.of();
    }
    var applied = applied(c, target, edits);
    return edits.stream().map(row -> line(row, applied, diffs)).toList();
  }

  /** The stored rows of a target, newest first. */
  public static List<Row> rows(Connection c, String target) {
    return rows(c, target, "");
  }

  private static List<Row> rows(Connection c, String target, String condition, Object... more) {
    var parameters = new ArrayList<Object>(List.of(target));
    parameters.addAll(List.of(more));
    return Rows.select(
        c,
        EditHistory.TABLE,
        "WHERE target = ? " + condition + "ORDER BY event_index DESC",
        parameters.toArray());
  }

  /** What a migration's run left: when, by whom, and the event. */
  private record Application(long index, Moment at, String by, Evidence evidence) {}

  private static Map<Long, List<Application>> applied(
      Connection c, String target, List<Row> edits) {
    var numbers =
        edits.stream()
            .map(edit -> edit.number(EditHistory.NUMBER).orElseThrow())
            .distinct()
            .toArray(Long[]::new);
    var at = new HashMap<Long, Moment>();
    for (var row : Rows.select(c, WHEN, "WHERE target = ? AND number = ANY (?)", target, numbers)) {
      row.instant(SchemaMigrations.APPLIED_AT)
          .ifPresent(i -> at.put(row.number(SchemaMigrations.NUMBER).orElseThrow(), Moment.of(i)));
    }
    var applied = new HashMap<Long, List<Application>>();
    for (var row : Rows.select(c, RUN, RUNS, target, numbers)) {
      long number = row.number(AuditTrail.NUMBER).orElseThrow();
      applied
          .computeIfAbsent(number, n -> new ArrayList<>())
          .add(
              new Application(
                  row.number(AuditTrail.INDEX).orElseThrow(),
                  at.getOrDefault(number, Moment.of(row, AuditTrail.OCCURRED_AT)),
                  row.text(AuditTrail.ACTOR),
                  AuditQueries.evidence(row)));
    }
    return applied;
  }

  private static EditsAnswer.Line line(
      Row row, Map<Long, List<Application>> applied, Function<String, Optional<String>> diffs) {
    var ran =
        applied.getOrDefault(row.number(EditHistory.NUMBER).orElseThrow(), List.of()).stream()
            .filter(a -> a.index() < row.number(EditHistory.EVENT_INDEX).orElseThrow())
            .max(Comparator.comparingLong(Application::index));
    var evidence = new ArrayList<Evidence>();
    ran.ifPresent(a -> evidence.add(a.evidence()));
    evidence.addAll(AnswerJson.list(row.text(EditHistory.EVIDENCE), Evidence.class));
    var commitment = row.text(EditHistory.DIFF);
    var diff = commitment.isEmpty() ? Optional.<String>empty() : diffs.apply(commitment);
    return new EditsAnswer.Line(
        row.text(EditHistory.VERSION),
        row.text(EditHistory.FILENAME),
        ran.map(Application::at).orElse(Moment.NONE),
        ran.map(Application::by).orElse(""),
        row.text(EditHistory.CHECKSUM_APPLIED),
        row.text(EditHistory.CHECKSUM_NOW),
        row.text(EditHistory.KIND),
        diff.orElse(""),
        AnswerJson.list(row.text(EditHistory.CHANGES), EditsAnswer.Change.class),
        Moment.of(row, EditHistory.NOTICED_AT),
        row.text(EditHistory.NOTICED_BY),
        row.text(EditHistory.STATE),
        evidence,
        Moment.of(row, EditHistory.ACKNOWLEDGED_AT),
        row.text(EditHistory.ACKNOWLEDGED_BY),
        row.text(EditHistory.ACKNOWLEDGED_REASON),
        row.text(EditHistory.APPROVED_BY),
        note(row, diff.isPresent()));
  }

  private static String note(Row row, boolean kept) {
    var commitment = row.text(EditHistory.DIFF);
    if (kept) {
      return "";
    }
    if (row.text(EditHistory.KIND).equals("reverted")) {
      return "The bytes are again those that ran.";
    }
    return commitment.isEmpty()
        ? "No diff was kept: one of the texts was too long, or not known."
        : "The diff was erased, or never stored; its commitment is " + commitment + ".";
  }
}
