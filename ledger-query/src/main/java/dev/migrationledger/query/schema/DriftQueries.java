package dev.migrationledger.query.schema;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import java.sql.Connection;
import java.util.List;

/** Reads {@code drift_history}. */
public final class DriftQueries {

  private DriftQueries() {}

  /**
   * What was found to differ, newest first.
   *
   * @param openOnly whether to leave out what has ended
   */
  public static DriftAnswer drift(Connection c, String target, boolean openOnly, long asOf) {
    var lines = rows(c, target, openOnly).stream().map(row -> line(c, row)).toList();
    return new DriftAnswer("ledger/drift-history/v1", target, asOf, lines);
  }

  /** The stored rows, newest first. */
  public static List<Row> rows(Connection c, String target, boolean openOnly) {
    return Rows.select(
        c,
        DriftHistory.TABLE,
        "WHERE target = ?" + (openOnly ? " AND state = 'open'" : "") + " ORDER BY event_index DESC",
        target);
  }

  private static DriftAnswer.Line line(Connection c, Row row) {
    var since =
        SchemaValidationLog.lastClean(
            c, row.text(DriftHistory.TARGET), row.number(DriftHistory.EVENT_INDEX).orElseThrow());
    return new DriftAnswer.Line(
        row.text(DriftHistory.OBJECT_KIND),
        row.text(DriftHistory.OBJECT),
        row.text(DriftHistory.CHANGE),
        json(row.text(DriftHistory.BEFORE)),
        json(row.text(DriftHistory.AFTER)),
        Moment.of(since.flatMap(look -> look.instant(SchemaValidationLog.AT))),
        row.text(DriftHistory.BY),
        row.text(DriftHistory.GRADE),
        row.text(DriftHistory.GRADE_EVIDENCE),
        row.text(DriftHistory.LAST_MIGRATION),
        row.text(DriftHistory.UNDO_SQL),
        row.text(DriftHistory.STATE),
        Moment.of(row.instant(DriftHistory.DETECTED_AT).orElseThrow()),
        row.text(DriftHistory.DETECTED_BY),
        Moment.of(row, DriftHistory.ENDED_AT),
        row.text(DriftHistory.ENDED_BY),
        row.text(DriftHistory.REASON),
        AnswerJson.list(row.text(DriftHistory.EVIDENCE), Evidence.class));
  }

  private static String json(String object) {
    return object.isEmpty() ? "null" : object;
  }
}
