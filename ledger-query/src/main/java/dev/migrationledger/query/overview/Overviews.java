package dev.migrationledger.query.overview;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditNames;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.edit.EditsAnswer;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the overview, and keeps how targets stood, so that only those are counted again that
 * something happened on since. Safe for use by several threads.
 */
public final class Overviews {

  private static final int NEWEST_EDITS = 8;
  private static final String STATES =
      "SELECT target, status, count(*) FROM ledger.schema_migrations"
          + " WHERE known AND target = ANY (?) GROUP BY target, status";
  private static final String EDITS =
      "SELECT target, count(*) FROM ledger.edit_history"
          + " WHERE state = 'open' AND target = ANY (?) GROUP BY target";
  private static final String DRIFT =
      "SELECT target, count(*) FROM ledger.drift_history"
          + " WHERE state = 'open' AND target = ANY (?) GROUP BY target";
  private static final String RUNS =
      "SELECT t.target, r.run, r.outcome, r.started_at, r.actor FROM unnest(?) AS t(target)"
          + " CROSS JOIN LATERAL (SELECT run, outcome, started_at, actor FROM ledger.run"
          + " WHERE target = t.target ORDER BY started_index DESC LIMIT 1) r";
  // chosen by the key alone: the rows are long
  private static final String NEWEST =
      "WHERE (target, event_index) IN (SELECT target, event_index FROM ledger.edit_history"
          + " ORDER BY event_index DESC LIMIT "
          + NEWEST_EDITS
          + ") ORDER BY event_index DESC";

  private volatile Kept kept = new Kept(-1, "", Map.of());

  /**
   * How targets stood.
   *
   * @param leaf the leaf hash of event {@code asOf}: that of another log is another one
   */
  private record Kept(long asOf, String leaf, Map<String, TargetLine> lines) {}

  /** Reads it. */
  public Overview read(Connection c, long asOf) {
    var before = kept;
    var leaf = leaf(c, asOf);
    boolean further =
        before.asOf >= 0 && before.asOf <= asOf && leaf(c, before.asOf).equals(before.leaf);
    var names = AuditNames.targets(c);
    var lines = new TreeMap<String, TargetLine>();
    var anew = new ArrayList<String>();
    var touched = further ? touched(c, before.asOf) : Set.<String>of();
    for (var name : names) {
      var known = further && !touched.contains(name) ? before.lines.get(name) : null;
      if (known == null) {
        anew.add(name);
      } else {
        lines.put(name, known);
      }
    }
    lines.putAll(lines(c, anew));
    kept = new Kept(asOf, leaf, Map.copyOf(lines));
    return new Overview(asOf, names.stream().map(lines::get).toList(), newest(c));
  }

  private static Map<String, TargetLine> lines(Connection c, Collection<String> targets) {
    var lines = new HashMap<String, TargetLine>();
    if (targets.isEmpty()) {
      return lines;
    }
    var among = targets.toArray(String[]::new);
    var states = new HashMap<String, Map<String, Integer>>();
    each(
        c,
        STATES,
        among,
        row ->
            states
                .computeIfAbsent(row.getString(1), t -> new HashMap<>())
                .put(row.getString(2), row.getInt(3)));
    var edits = counts(c, EDITS, among);
    var drift = counts(c, DRIFT, among);
    var runs = runs(c, among);
    for (var target : targets) {
      var run = runs.getOrDefault(target, Run.NONE);
      lines.put(
          target,
          new TargetLine(
              target,
              states.getOrDefault(target, Map.of()),
              edits.getOrDefault(target, 0),
              drift.getOrDefault(target, 0),
              run.id(),
              run.outcome(),
              run.at(),
              run.by()));
    }
    return lines;
  }

  /** The newest run of a target. */
  private record Run(String id, String outcome, Moment at, String by) {
    static final Run NONE = new Run("", "", Moment.NONE, "");
  }

  private static Map<String, Run> runs(Connection c, String[] among) {
    var runs = new HashMap<String, Run>();
    each(
        c,
        RUNS,
        among,
        row ->
            runs.put(
                row.getString(1),
                new Run(row.getString(2), row.getString(3), moment(row, 4), row.getString(5))));
    return runs;
  }

  private static Set<String> touched(Connection c, long since) {
    return Set.copyOf(
        Rows.texts(
            c,
            AuditTrail.MODEL.table(),
            AuditTrail.TARGET,
            "WHERE index > ? GROUP BY target",
            since));
  }

  private static String leaf(Connection c, long index) {
    return AuditQueries.at(c, index).stream()
        .findFirst()
        .map(row -> row.text(AuditTrail.LEAF))
        .orElse("");
  }

  private static List<EditLine> newest(Connection c) {
    return Rows.select(c, EditHistory.MODEL.table(), NEWEST).stream()
        .map(row ->
            new EditLine(
                row.text(EditHistory.TARGET),
                row.text(EditHistory.VERSION),
                row.text(EditHistory.FILENAME),
                row.text(EditHistory.KIND),
                row.text(EditHistory.STATE),
                author(row.text(EditHistory.CHANGES)),
                Moment.of(row, EditHistory.NOTICED_AT)))
        .toList();
  }

  private static String author(String changes) {
    return AnswerJson.list(changes, EditsAnswer.Change.class).stream()
        .findFirst()
        .map(EditsAnswer.Change::author)
        .orElse("");
  }

  private static Map<String, Integer> counts(Connection c, String sql, String[] among) {
    var counts = new HashMap<String, Integer>();
    each(c, sql, among, row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  private static Moment moment(ResultSet row, int column) throws SQLException {
    return new Moment(Utc.text(row.getObject(column, OffsetDateTime.class).toInstant()));
  }

  private static void each(Connection c, String sql, String[] among, Taking taking) {
    try (var statement = c.prepareStatement(sql)) {
      statement.setArray(1, c.createArrayOf("text", among));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          taking.take(rows);
        }
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
