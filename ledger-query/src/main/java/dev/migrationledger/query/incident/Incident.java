package dev.migrationledger.query.incident;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a span of time, over all targets, in the order of the log.
 *
 * @param asOf index of the last event it covers, −1 when there is none
 * @param from the first point in time
 * @param to the point in time after the last
 * @param events oldest first, at most {@link #MOST}
 * @param more whether there are further ones in the span
 */
public record Incident(long asOf, Moment from, Moment to, List<Line> events, boolean more) {

  /** So many events are told at most. */
  public static final int MOST = 1_000;

  private static final String EVENT =
      "SELECT index, target, event, version, filename, run, actor, recorded_at, sentence, leaf"
          + " FROM ledger.audit_trail WHERE ";
  // the first by time, each found in an index that begins with what is asked for
  private static final String FIRST =
      "recorded_at >= ? AND recorded_at < ? ORDER BY recorded_at, index LIMIT " + (MOST + 1);
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
   * Reads it.
   *
   * @param target of one target only, empty for all
   * @param from the first point in time, included
   * @param to the last point in time, excluded
   */
  public static Incident read(Connection c, String target, Instant from, Instant to, long asOf) {
    var events = new ArrayList<Line>();
    var sql = EVENT + (target.isEmpty() ? "" : "target = ? AND ") + FIRST;
    try (var statement = c.prepareStatement(sql)) {
      int at = 1;
      if (!target.isEmpty()) {
        statement.setString(at++, target);
      }
      statement.setObject(at++, from.atOffset(ZoneOffset.UTC));
      statement.setObject(at, to.atOffset(ZoneOffset.UTC));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          events.add(line(rows));
        }
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read what happened between " + from + " and " + to, c);
    }
    boolean more = events.size() > MOST;
    var first = new ArrayList<>(more ? events.subList(0, MOST) : events);
    first.sort(Comparator.comparingLong(Line::index));
    return new Incident(asOf, Moment.of(from), Moment.of(to), first, more);
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
