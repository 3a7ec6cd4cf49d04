package dev.migrationledger.query.run;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run, step by step.
 *
 * @param asOf index of the last event it covers
 * @param head how it stands as a whole
 * @param steps what was planned, in order, and what became of each
 * @param findings why it was refused, each with file, line, message and remedy
 * @param overrides the rules set aside for it
 * @param settings the settings it ran with
 */
public record RunStory(
    long asOf,
    Head head,
    List<RunStep> steps,
    List<Map<String, Object>> findings,
    List<Map<String, Object>> overrides,
    Map<String, Object> settings) {

  public RunStory {
    requireNonNull(head, "head");
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
    overrides = List.copyOf(overrides);
    settings = Map.copyOf(settings);
  }

  /**
   * A run as a whole.
   *
   * @param outcome running, succeeded, failed, interrupted or refused
   * @param finishedAt absent while it is running
   * @param duration absent when nobody saw the end
   * @param from the host it ran on, and the pipeline when there was one
   * @param reason why migrations are taken back, empty when it is no rollback
   */
  public record Head(
      String target,
      String run,
      String outcome,
      Moment startedAt,
      Moment finishedAt,
      Millis duration,
      String actor,
      String from,
      int applied,
      int planned,
      String failedFile,
      String reason) {

    /** Whether its end is not recorded. */
    public boolean running() {
      return outcome.equals("running");
    }
  }

  /**
   * Some runs of a target, newest first.
   *
   * @param next older ones began before this event; −1 when there are none
   */
  public record Listed(List<Head> runs, long next) {

    public Listed {
      runs = List.copyOf(runs);
    }
  }

  /**
   * The newest runs of a target.
   *
   * @param before only those that began before this event
   * @param most at most so many
   */
  public static Listed listed(Connection c, String target, long before, int most) {
    var rows = Runs.heads(c, target, before, most + 1);
    var shown = rows.subList(0, Math.min(most, rows.size()));
    var planned = Runs.planned(c, target, shown);
    return new Listed(
        shown.stream().map(r -> head(r, planned.getOrDefault(r.text(Runs.RUN), 0))).toList(),
        rows.size() > most ? shown.getLast().number(Runs.STARTED_INDEX).orElseThrow() : -1);
  }

  /** Reads one; empty when the target has no run with this id. */
  public static Optional<RunStory> read(
      Connection c, EventLog log, String target, String run, long asOf) {
    return Runs.one(c, target, run).stream()
        .findFirst()
        .map(row ->
            new RunStory(
                asOf,
                head(row, maps(row.text(Runs.PLAN)).size()),
                RunSteps.of(c, log, row),
                maps(row.text(Runs.FINDINGS)),
                maps(row.text(Runs.OVERRIDES)),
                AnswerJson.object(row.text(Runs.SETTINGS))));
  }

  private static Head head(Row row, int planned) {
    return new Head(
        row.text(Runs.TARGET),
        row.text(Runs.RUN),
        row.text(Runs.OUTCOME),
        Moment.of(row, Runs.STARTED_AT),
        Moment.of(row, Runs.FINISHED_AT),
        Millis.of(row.number(Runs.DURATION_MS)),
        row.text(Runs.ACTOR),
        from(AnswerJson.object(row.text(Runs.ORIGIN))),
        Math.toIntExact(
            row.number(Runs.ROLLED_BACK).orElseGet(() -> row.number(Runs.APPLIED).orElse(0))),
        planned,
        row.text(Runs.FAILED_FILE),
        row.text(Runs.REASON));
  }

  private static String from(Map<String, Object> origin) {
    var host = text(origin, "actor", "host");
    var system = text(origin, "ci", "system");
    if (system.isEmpty()) {
      return host;
    }
    var pipeline = system + " " + text(origin, "ci", "job") + " " + text(origin, "ci", "run");
    return host.isEmpty() ? pipeline.strip() : host + ", " + pipeline.strip();
  }

  private static String text(Map<String, Object> origin, String part, String member) {
    return origin.get(part) instanceof Map<?, ?> map && map.get(member) instanceof String text
        ? text
        : "";
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> maps(String json) {
    return AnswerJson.list(json, Map.class).stream().map(map -> (Map<String, Object>) map).toList();
  }
}
