package dev.migrationledger.query.overview;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every target, and the newest edits on any of them.
 *
 * @param asOf index of the last event it covers, −1 when there is none
 * @param targets by name
 * @param edits newest first
 */
public record Overview(long asOf, List<TargetLine> targets, List<EditLine> edits) {

  private static final int NEWEST_EDITS = 8;
  private static final String STATES =
      "SELECT target, status, count(*) FROM ledger.schema_migrations WHERE known GROUP BY target, status";
  private static final String EDITS =
      "SELECT target, count(*) FROM ledger.edit_history WHERE state = 'open' GROUP BY target";
  private static final String DRIFT =
      "SELECT target, count(*) FROM ledger.drift_history WHERE state = 'open' GROUP BY target";
  private static final String RUNS =
      "SELECT DISTINCT ON (target) target, run, outcome, started_at, actor FROM ledger.run"
          + " ORDER BY target, started_index DESC";
  private static final String NEWEST =
      "SELECT target, version, filename, kind, state, changes, noticed_at"
          + " FROM ledger.edit_history ORDER BY event_index DESC LIMIT "
          + NEWEST_EDITS;

  public Overview {
    targets = List.copyOf(targets);
    edits = List.copyOf(edits);
  }

  /** Reads it. */
  public static Overview read(Connection c, long asOf) {
    var states = new HashMap<String, Map<String, Integer>>();
    each(
        c,
        STATES,
        row ->
            states
                .computeIfAbsent(row.getString(1), t -> new HashMap<>())
                .put(row.getString(2), row.getInt(3)));
    var edits = counts(c, EDITS);
    var drift = counts(c, DRIFT);
    var runs = runs(c);
    var targets =
        AuditQueries.targets(c).stream()
            .map(target -> {
              var run = runs.getOrDefault(target, Run.NONE);
              return new TargetLine(
                  target,
                  states.getOrDefault(target, Map.of()),
                  edits.getOrDefault(target, 0),
                  drift.getOrDefault(target, 0),
                  run.id(),
                  run.outcome(),
                  run.at(),
                  run.by());
            })
            .toList();
    return new Overview(asOf, targets, newest(c));
  }

  /** The newest run of a target. */
  private record Run(String id, String outcome, Moment at, String by) {
    static final Run NONE = new Run("", "", Moment.NONE, "");
  }

  private static Map<String, Run> runs(Connection c) {
    var runs = new HashMap<String, Run>();
    each(
        c,
        RUNS,
        row ->
            runs.put(
                row.getString(1),
                new Run(row.getString(2), row.getString(3), moment(row, 4), row.getString(5))));
    return runs;
  }

  private static List<EditLine> newest(Connection c) {
    var edits = new ArrayList<EditLine>();
    each(
        c,
        NEWEST,
        row ->
            edits.add(
                new EditLine(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    author(row.getString(6)),
                    moment(row, 7))));
    return edits;
  }

  private static String author(String changes) {
    return AnswerJson.list(changes, EditsAnswer.Change.class).stream()
        .findFirst()
        .map(EditsAnswer.Change::author)
        .orElse("");
  }

  private static Map<String, Integer> counts(Connection c, String sql) {
    var counts = new HashMap<String, Integer>();
    each(c, sql, row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  private static Moment moment(ResultSet row, int column) throws SQLException {
    return new Moment(Utc.text(row.getObject(column, OffsetDateTime.class).toInstant()));
  }

  private static void each(Connection c, String sql, Taking taking) {
    try (var statement = c.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        taking.take(rows);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the overview", c);
    }
  }

  /** Takes one row in. */
  private interface Taking {
    void take(ResultSet row) throws SQLException;
  }
}
