package dev.migrationledger.query.ask.reply;

import dev.migrationledger.query.ask.grammar.Period;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many events of each kind there are, counted by the database.
 *
 * @param kinds by name, in the order in which they first happened
 * @param first when the first was recorded
 * @param last when the last was recorded
 */
record EventCounts(Map<String, Long> kinds, Instant first, Instant last) {

  EventCounts {
    kinds = new LinkedHashMap<>(kinds);
  }

  /**
   * Counts.
   *
   * @param actor who caused them, in any case of letters; empty for everybody
   */
  static EventCounts of(Place place, Period period, String actor) {
    var sql =
        "SELECT event, count(*), min(recorded_at), max(recorded_at) FROM ledger.audit_trail"
            + " WHERE target = ?"
            + (actor.isEmpty() ? "" : " AND lower(actor) = lower(?)")
            + (period.from().equals(Instant.MIN) ? "" : " AND recorded_at >= ?::timestamptz")
            + (period.to().equals(Instant.MAX) ? "" : " AND recorded_at < ?::timestamptz")
            + " GROUP BY event ORDER BY min(index)";
    try (var statement = place.connection().prepareStatement(sql)) {
      bind(statement, place, period, actor);
      return read(statement);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "count the events of " + place.target(), place.connection());
    }
  }

  private static void bind(PreparedStatement statement, Place place, Period period, String actor)
      throws SQLException {
    int next = 1;
    statement.setString(next++, place.target());
    if (!actor.isEmpty()) {
      statement.setString(next++, actor);
    }
    if (!period.from().equals(Instant.MIN)) {
      statement.setString(next++, Utc.text(period.from()));
    }
    if (!period.to().equals(Instant.MAX)) {
      statement.setString(next, Utc.text(period.to()));
    }
  }

  private static EventCounts read(PreparedStatement statement) throws SQLException {
    var kinds = new LinkedHashMap<String, Long>();
    var first = Instant.MAX;
    var last = Instant.MIN;
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        kinds.put(rows.getString(1), rows.getLong(2));
        var from = rows.getObject(3, OffsetDateTime.class).toInstant();
        var to = rows.getObject(4, OffsetDateTime.class).toInstant();
        first = from.isBefore(first) ? from : first;
        last = to.isAfter(last) ? to : last;
      }
    }
    return new EventCounts(kinds, first, last);
  }

  long total() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As in {@code 2 MigrationApplied, 1 MigrationFailed}. */
  String told() {
    return kinds.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What somebody caused, without the full stop. */
  String caused(Place place, String actor) {
    return "%s caused %s on %s between %s and %s: %s"
        .formatted(
            actor,
            Reply.count(total(), "event"),
            place.target(),
            Utc.sentence(first),
            Utc.sentence(last),
            told());
  }
}
