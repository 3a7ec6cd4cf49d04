package dev.migrationledger.query.incident;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of what happened in a span of time, over all targets, in the order of time.
 *
 * @param asOf index of the last event it covers, −1 when there is none
 * @param from the first point in time
 * @param to the point in time after the last
 * @param total how many events there are in the whole span, counted up to {@link #COUNTED}
 * @param after the event that this page begins after, −1 for the first page
 * @param events oldest first, at most {@link #PAGE}
 * @param next the event that the next page begins after, −1 when this is the last page
 */
public record Incident(
    long asOf, Moment from, Moment to, long total, long after, List<Line> events, long next) {

  /** So many events are on a page. */
  public static final int PAGE = 100;

  /** Beyond so many events nobody counts. */
  public static final int COUNTED = 10_000;

  /** That there is no such event. */
  public static final long NONE = -1;

  private static final String EVENT =
      "SELECT index, target, event, version, filename, run, actor, recorded_at, sentence, leaf"
          + " FROM ledger.audit_trail WHERE ";
  // in the order of an index that begins with what is asked for
  private static final String WITHIN = "recorded_at >= ? AND recorded_at < ?";
  private static final String FIRST =
      " AND (recorded_at, index) > (?, ?) ORDER BY recorded_at, index LIMIT " + (PAGE + 1);
  private static final String LAST =
      "SELECT recorded_at FROM ledger.audit_trail ORDER BY index DESC LIMIT 1";

  public Incident {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    events = List.copyOf(events);
  }

  /**
   * One event.
   *
   * @param index its index in the log
   * @param target where it happened
   * @param event what it is
   * @param version the migration it is about, may be empty
   * @param file the file it is about, may be empty
   * @param run the run it belongs to, may be empty
   * @param actor who caused it
   * @param at when it was recorded
   * @param sentence what happened
   * @param leaf its leaf hash
   */
  public record Line(
      long index,
      String target,
      String event,
      String version,
      String file,
      String run,
      String actor,
      Moment at,
      String sentence,
      String leaf) {

    /** Whether it tells of something that went wrong, or that nobody planned. */
    public boolean alarming() {
      return event.endsWith("Failed")
          || event.endsWith("Rejected")
          || event.endsWith("Refused")
          || event.endsWith("Tampered")
          || event.equals("MigrationEdited")
          || event.equals("DriftDetected")
          || event.equals("DdlObserved")
          || event.equals("CaptureGap");
    }
  }

  /**
   * A span of time.
   *
   * @param target of one target only, empty for all
   * @param from the first point in time, included
   * @param to the last point in time, excluded
   */
  public record Span(String target, Instant from, Instant to) {

    public Span {
      requireNonNull(target, "target");
      requireNonNull(from, "from");
      requireNonNull(to, "to");
    }

    private String where() {
      return (target.isEmpty() ? "" : "target = ? AND ") + WITHIN;
    }

    private int bind(PreparedStatement statement) throws SQLException {
      int at = 1;
      if (!target.isEmpty()) {
        statement.setString(at++, target);
      }
      statement.setObject(at++, from.atOffset(ZoneOffset.UTC));
      statement.setObject(at++, to.atOffset(ZoneOffset.UTC));
      return at;
    }
  }

  /**
   * Reads a page.
   *
   * @param after the event that the page begins after; empty for the first page
   */
  public static Incident read(Connection c, Span span, Optional<Line> after, long asOf) {
    try {
      var found = events(c, span, after);
      boolean more = found.size() > PAGE;
      var events = more ? found.subList(0, PAGE) : found;
      return new Incident(
          asOf,
          Moment.of(span.from()),
          Moment.of(span.to()),
          more || after.isPresent() ? count(c, span) : events.size(),
          after.map(Line::index).orElse(NONE),
          events,
          more ? events.getLast().index() : NONE);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read what happened between " + span.from() + " and " + span.to(), c);
    }
  }

  private static List<Line> events(Connection c, Span span, Optional<Line> after)
      throws SQLException {
    var events = new ArrayList<Line>();
    try (var statement = c.prepareStatement(EVENT + span.where() + FIRST)) {
      int at = span.bind(statement);
      var begin = after.flatMap(line -> line.at().instant()).orElse(span.from());
      statement.setObject(at++, begin.atOffset(ZoneOffset.UTC));
      statement.setLong(at, after.map(Line::index).orElse(NONE));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          events.add(line(rows));
        }
      }
    }
    return events;
  }

  private static long count(Connection c, Span span) throws SQLException {
    var sql =
        "SELECT count(*) FROM (SELECT FROM ledger.audit_trail WHERE "
            + span.where()
            + " LIMIT "
            + COUNTED
            + ") counted";
    try (var statement = c.prepareStatement(sql)) {
      span.bind(statement);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** The event at an index. */
  public static Optional<Line> at(Connection c, long index) {
    try (var statement = c.prepareStatement(EVENT + "index = ?")) {
      statement.setLong(1, index);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(line(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read event " + index, c);
    }
  }

  /** When the newest event was recorded; empty when there is none. */
  public static Optional<Instant> last(Connection c) {
    try (var statement = c.prepareStatement(LAST);
        var rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(instant(rows, "recorded_at")) : Optional.empty();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read when the newest event was recorded", c);
    }
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("index"),
        row.getString("target"),
        row.getString("event"),
        row.getString("version"),
        row.getString("filename"),
        row.getString("run"),
        row.getString("actor"),
        new Moment(Utc.text(instant(row, "recorded_at"))),
        row.getString("sentence"),
        row.getString("leaf"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
