package dev.migrationledger.query.run;

import static dev.migrationledger.query.projection.Column.instant;
import static dev.migrationledger.query.projection.Column.json;
import static dev.migrationledger.query.projection.Column.number;
import static dev.migrationledger.query.projection.Column.text;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.projection.Table;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table {@code run}: every run, the refused ones too. */
public final class Runs {

  public static final Column TARGET = text("target", "The target.");
  public static final Column RUN = text("run", "The run's id.");
  public static final Column OUTCOME =
      text("outcome", "running, succeeded, failed, interrupted or refused.");
  public static final Column STARTED_AT =
      instant("started_at", "When its intent, or its refusal, was recorded.");
  public static final Column FINISHED_AT =
      instant("finished_at", "When its end was recorded; null while it is running.");
  public static final Column DURATION_MS =
      number("duration_ms", "Milliseconds from start to end; null when nobody saw the end.");
  public static final Column ACTOR = text("actor", "Who ran it.");
  public static final Column ORIGIN = json("origin", "Actor, pipeline and program.");
  public static final Column PLAN = json("plan", "What was to be applied, in order.");
  public static final Column SETTINGS = json("settings", "The settings it ran with.");
  public static final Column APPLIED = number("applied", "How many migrations it applied.");
  public static final Column ROLLED_BACK =
      number("rolled_back", "How many migrations it took back; null when it is no rollback.");
  public static final Column REASON =
      text("reason", "Why migrations are taken back; empty when it is no rollback.");
  public static final Column NOT_TRIED = json("not_tried", "Planned and not tried.");
  public static final Column FAILED_VERSION =
      text("failed_version", "The migration that failed; empty when none did.");
  public static final Column FAILED_FILE = text("failed_file", "Its file.");
  public static final Column FAILURE = json("failure", "Why it failed, and what is left.");
  public static final Column FINDINGS = json("findings", "Why it was refused.");
  public static final Column OVERRIDES = json("overrides", "The rules set aside for it.");
  public static final Column POSITION =
      number("position", "Index of the event that changed the row last.");
  public static final Column STARTED_INDEX =
      number("started_index", "Index of the event that it began with, or that refused it.");

  static final Table TABLE =
      new Table(
          "run",
          "Derived from the events: every run, the refused ones too.",
          List.of(
              TARGET,
              RUN,
              OUTCOME,
              STARTED_AT,
              FINISHED_AT,
              DURATION_MS,
              ACTOR,
              ORIGIN,
              PLAN,
              SETTINGS,
              APPLIED,
              ROLLED_BACK,
              REASON,
              NOT_TRIED,
              FAILED_VERSION,
              FAILED_FILE,
              FAILURE,
              FINDINGS,
              OVERRIDES,
              STARTED_INDEX,
              POSITION),
          List.of(TARGET, RUN),
          List.of("target, started_index"));

  /** The read model. */
  public static final ReadModel MODEL = new ReadModel(TABLE, 2, RunProjection::new);

  private static final Selection BRIEF =
      Selection.of(TABLE, TARGET, RUN, OUTCOME, STARTED_AT, ACTOR, FAILED_VERSION);

  private static final Selection HEAD =
      BRIEF.and(
          STARTED_INDEX,
          FINISHED_AT,
          DURATION_MS,
          ORIGIN,
          APPLIED,
          ROLLED_BACK,
          REASON,
          FAILED_FILE);

  private static final Pattern TIMELINE = Pattern.compile("\"timeline\"\\s*:\\s*\"([0-9]{1,9})\"");

  private Runs() {}

  /**
   * A run and the timeline of the cluster that it ran on.
   *
   * @param run the run's id
   * @param at when it was begun
   * @param timeline as PostgreSQL numbers timelines, from 1
   */
  public record OnTimeline(String run, Moment at, int timeline) {}

  /** The newest run of a target that says on which timeline it ran. */
  public static Optional<OnTimeline> lastTimeline(Connection c, String target) {
    return Rows.select(
            c,
            TABLE,
            "WHERE target = ? AND settings ->> 'timeline' IS NOT NULL"
                + " ORDER BY started_index DESC LIMIT 1",
            target)
        .stream()
        .findFirst()
        .flatMap(row -> onTimeline(row));
  }

  private static Optional<OnTimeline> onTimeline(Row row) {
    var found = TIMELINE.matcher(row.text(SETTINGS));
    return found.find()
        ? Optional.of(
            new OnTimeline(
                row.text(RUN), Moment.of(row, STARTED_AT), Integer.parseInt(found.group(1))))
        : Optional.empty();
  }

  /** Every run of a target, newest first, as far as it takes to choose one. */
  public static List<Row> brief(Connection c, String target) {
    return Rows.select(c, BRIEF, "WHERE target = ? ORDER BY started_index DESC", target);
  }

  /**
   * Some runs of a target, newest first, without what they planned.
   *
   * @param before only those that began before this event
   */
  static List<Row> heads(Connection c, String target, long before, int most) {
    return Rows.select(
        c,
        HEAD,
        "WHERE target = ? AND started_index < ? ORDER BY started_index DESC LIMIT ?",
        target,
        before,
        most);
  }

  /** How many migrations each of these runs planned, by the run's id. */
  static Map<String, Integer> planned(Connection c, String target, List<Row> runs) {
    var sql =
        "SELECT run, jsonb_array_length(plan) FROM ledger.run WHERE target = ? AND run = ANY (?)";
    try (var statement = c.prepareStatement(sql)) {
      statement.setString(1, target);
      statement.setArray(2, c.createArrayOf("text", runs.stream().map(r -> r.text(RUN)).toArray()));
      var planned = new HashMap<String, Integer>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          planned.put(rows.getString(1), rows.getInt(2));
        }
      }
      return planned;
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read what the runs of " + target + " planned", c);
    }
  }

  /** The newest run of a target. */
  public static List<Row> newest(Connection c, String target) {
    return Rows.select(c, TABLE, "WHERE target = ? ORDER BY started_index DESC LIMIT 1", target);
  }

  /** The runs of a target in which a migration failed, newest first. */
  public static List<Row> failed(Connection c, String target) {
    return Rows.select(
        c, TABLE, "WHERE target = ? AND failed_version <> '' ORDER BY started_index DESC", target);
  }

  /** The runs of a target with these ids, newest first. */
  public static List<Row> those(Connection c, String target, List<String> ids) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND run = ANY (?) ORDER BY started_index DESC",
        target,
        ids.toArray(String[]::new));
  }

  /** The run of a target with this id. */
  public static List<Row> one(Connection c, String target, String run) {
    return Rows.select(c, TABLE, "WHERE target = ? AND run = ?", target, run);
  }

  /** The runs of a target that started in a span of time, newest first. */
  public static List<Row> between(Connection c, String target, String from, String to) {
    return Rows.select(
        c,
        TABLE,
        "WHERE target = ? AND started_at >= ?::timestamptz AND started_at < ?::timestamptz"
            + " ORDER BY started_index DESC",
        target,
        from,
        to);
  }
}
