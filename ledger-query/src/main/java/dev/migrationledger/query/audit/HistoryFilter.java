package dev.migrationledger.query.audit;

import static java.util.Objects.requireNonNull;

/**
 * Which events a history shows.
 *
 * @param version a migration's number, with or without leading zeros; empty for all
 * @param event an event's name; empty for all
 * @param actor who caused it, in any case of letters; empty for everybody
 * @param run a run's id; empty for all
 * @param from the first point in time as ISO 8601 in UTC, included; empty for the beginning
 * @param to the last point in time, excluded; empty for now
 * @param limit at most so many, the newest of them; 0 for all
 */
public record HistoryFilter(
    String version, String event, String actor, String run, String from, String to, int limit) {

  /** Everything. */
  public static final HistoryFilter ALL = new HistoryFilter("", "", "", "", "", "", 0);

  public HistoryFilter {
    requireNonNull(version, "version");
    requireNonNull(event, "event");
    requireNonNull(actor, "actor");
    requireNonNull(run, "run");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative: " + limit);
    }
  }

  /** What happened to one migration. */
  public static HistoryFilter ofVersion(String version) {
    return new HistoryFilter(version, "", "", "", "", "", 0);
  }

  /** What one actor did. */
  public static HistoryFilter ofActor(String actor) {
    return new HistoryFilter("", "", actor, "", "", "", 0);
  }

  /** What belongs to one run. */
  public static HistoryFilter ofRun(String run) {
    return new HistoryFilter("", "", "", run, "", "", 0);
  }

  /** What happened between two points in time. */
  public static HistoryFilter between(String from, String to) {
    return new HistoryFilter("", "", "", "", from, to, 0);
  }

  /** The same, the newest only. */
  public HistoryFilter newest(int most) {
    return new HistoryFilter(version, event, actor, run, from, to, most);
  }
}
