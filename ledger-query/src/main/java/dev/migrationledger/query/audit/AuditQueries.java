package dev.migrationledger.query.audit;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.projection.Utc;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads {@code audit_trail}. */
public final class AuditQueries {

  private AuditQueries() {}

  /** What happened on the target, oldest first. */
  public static HistoryAnswer history(
      Connection c, String target, HistoryFilter filter, long asOf) {
    var lines = rows(c, target, filter).stream().map(AuditQueries::line).toList();
    return new HistoryAnswer("ledger/history/v1", target, asOf, lines);
  }

  /** The rows a filter lets through, oldest first, as far as it takes to tell them. */
  public static List<Row> rows(Connection c, String target, HistoryFilter filter) {
    return rows(c, AuditTrail.TOLD, target, filter);
  }

  /** The rows a filter lets through, oldest first. */
  public static List<Row> rows(
      Connection c, Selection selection, String target, HistoryFilter filter) {
    var conditions = new StringBuilder("WHERE target = ?");
    var parameters = new ArrayList<Object>();
    parameters.add(target);
    if (!filter.version().isEmpty()) {
      var number = new Version(filter.version()).number();
      conditions.append(
          " AND (number = ? OR (event IN ('BaselineEstablished', 'HistoryImported')"
              + " AND ? = ANY (covered)))");
      parameters.add(number);
      parameters.add(number);
    }
    when(conditions, parameters, " AND event = ?", filter.event());
    when(conditions, parameters, " AND lower(actor) = lower(?)", filter.actor());
    when(conditions, parameters, " AND run = ?", filter.run());
    when(conditions, parameters, " AND recorded_at >= ?::timestamptz", filter.from());
    when(conditions, parameters, " AND recorded_at < ?::timestamptz", filter.to());
    conditions.append(" ORDER BY index DESC");
    if (filter.limit() > 0) {
      conditions.append(" LIMIT ?");
      parameters.add(filter.limit());
    }
    return Rows.select(c, selection, conditions.toString(), parameters.toArray()).reversed();
  }

  private static void when(
      StringBuilder conditions, List<Object> parameters, String condition, String value) {
    if (!value.isEmpty()) {
      conditions.append(condition);
      parameters.add(value);
    }
  }

  /**
   * The rows of events with one of these names in a span of time, oldest first.
   *
   * @param from the first point in time as ISO 8601 in UTC, included; empty for the beginning
   * @param to the last point in time, excluded; empty for now
   */
  public static List<Row> during(
      Connection c, Selection selection, String target, String from, String to, String... events) {
    var conditions = new StringBuilder("WHERE target = ? AND event = ANY (?)");
    var parameters = new ArrayList<Object>(List.of(target, events));
    when(conditions, parameters, " AND recorded_at >= ?::timestamptz", from);
    when(conditions, parameters, " AND recorded_at < ?::timestamptz", to);
    return Rows.select(c, selection, conditions + " ORDER BY index", parameters.toArray());
  }

  /** The rows of events with one of these names, oldest first. */
  public static List<Row> events(
      Connection c, Selection selection, String target, String... events) {
    return Rows.select(
        c, selection, "WHERE target = ? AND event = ANY (?) ORDER BY index", target, events);
  }

  /** The events with this name after an event and before a moment, oldest first, named only. */
  public static List<Row> between(
      Connection c, String target, String event, long after, Instant before) {
    return Rows.select(
        c,
        AuditTrail.NAMED,
        "WHERE target = ? AND event = ? AND index > ? AND recorded_at < ?::timestamptz"
            + " ORDER BY index",
        target,
        event,
        after,
        Utc.text(before));
  }

  /** The rows of events with one of these names that belong to these runs, oldest first. */
  public static List<Row> ofRuns(
      Connection c, String target, Collection<String> runs, String... events) {
    return runs.isEmpty()
        ? List.of()
        : Rows.select(
            c,
            AuditTrail.NAMED,
            "WHERE target = ? AND run = ANY (?) AND event = ANY (?) ORDER BY index",
            target,
            runs.toArray(String[]::new),
            events);
  }

  /** The rows of events with this name about these numbers, oldest first, named only. */
  public static List<Row> events(
      Connection c, String target, String event, Collection<Long> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : Rows.select(
            c,
            AuditTrail.NAMED,
            "WHERE target = ? AND event = ? AND number = ANY (?) ORDER BY index",
            target,
            event,
            numbers.toArray(Long[]::new));
  }

  /**
   * The rows of events with this name about numbers that have several, oldest first, named only.
   */
  public static List<Row> repeated(Connection c, String target, String event) {
    return Rows.select(
        c,
        AuditTrail.NAMED,
        "WHERE target = ? AND event = ? AND number IN (SELECT number FROM ledger.audit_trail"
            + " WHERE target = ? AND event = ? GROUP BY number HAVING count(*) > 1) ORDER BY index",
        target,
        event,
        target,
        event);
  }

  /** The rows of events with these names about numbers that several files use, named only. */
  public static List<Row> shared(Connection c, String target, String... events) {
    return Rows.select(
        c,
        AuditTrail.NAMED,
        "WHERE target = ? AND event = ANY (?) AND number IN (SELECT number FROM ledger.audit_trail"
            + " WHERE target = ? AND event = ANY (?) GROUP BY number"
            + " HAVING min(filename) < max(filename)) ORDER BY index",
        target,
        events,
        target,
        events);
  }

  /** The row of one event. */
  public static List<Row> at(Connection c, long index) {
    return Rows.select(c, AuditTrail.TABLE, "WHERE index = ?", index);
  }

  /**
   * The rows of events about these numbers or files, oldest first, named only. The sum keeps the
   * planner from one look-up a number: an index tells all events of these kinds at once.
   */
  public static List<Row> about(
      Connection c,
      String target,
      Collection<Long> numbers,
      Collection<String> files,
      String... events) {
    return numbers.isEmpty() && files.isEmpty()
        ? List.of()
        : Rows.select(
            c,
            AuditTrail.NAMED,
            "WHERE index = ANY (ARRAY(SELECT index FROM ledger.audit_trail WHERE target = ?"
                + " AND event = ANY (?) AND (number + 0 = ANY (?) OR filename = ANY (?))"
                + " UNION SELECT index FROM ledger.audit_trail WHERE target = ?"
                + " AND event IN ('BaselineEstablished', 'HistoryImported', 'RollbackStarted')"
                + " AND event = ANY (?) AND covered && ?))"
                + " ORDER BY index",
            target,
            events,
            numbers.toArray(Long[]::new),
            files.toArray(String[]::new),
            target,
            events,
            numbers.toArray(Long[]::new));
  }

  /** The rows of these events, oldest first, as far as it takes to tell them. */
  public static List<Row> at(Connection c, Collection<Long> indexes) {
    return at(c, AuditTrail.TOLD, indexes);
  }

  private static List<Row> at(Connection c, Selection selection, Collection<Long> indexes) {
    return indexes.isEmpty()
        ? List.of()
        : Rows.select(
            c,
            selection,
            "WHERE index = ANY (?) ORDER BY index",
            (Object) indexes.toArray(Long[]::new));
  }

  /** The discoveries of these numbers, oldest first, as far as it takes to count them. */
  public static List<Row> discoveries(Connection c, String target, Collection<Long> numbers) {
    return numbers.isEmpty()
        ? List.of()
        : Rows.select(
            c,
            AuditTrail.BRIEF,
            "WHERE target = ? AND event = 'MigrationDiscovered' AND number = ANY (?) ORDER BY index",
            target,
            numbers.toArray(Long[]::new));
  }

  /** The rows of these events, oldest first, as far as it takes to count them. */
  public static List<Row> brief(Connection c, Collection<Long> indexes) {
    return at(c, AuditTrail.BRIEF, indexes);
  }

  /** The rows of these events, oldest first, named only. */
  public static List<Row> named(Connection c, Collection<Long> indexes) {
    return at(c, AuditTrail.NAMED, indexes);
  }

  /** The last event of a target that was recorded before a moment. */
  public static Optional<Row> lastBefore(Connection c, String target, Instant moment) {
    return Rows.select(
            c,
            AuditTrail.NAMED,
            "WHERE target = ? AND recorded_at < ?::timestamptz"
                + " ORDER BY recorded_at DESC, index DESC LIMIT 1",
            target,
            Utc.text(moment))
        .stream()
        .findFirst();
  }

  /** The first event of a target that was recorded at a moment or after it. */
  public static Optional<Row> firstFrom(Connection c, String target, Instant moment) {
    return Rows.select(
            c,
            AuditTrail.NAMED,
            "WHERE target = ? AND recorded_at >= ?::timestamptz"
                + " ORDER BY recorded_at, index LIMIT 1",
            target,
            Utc.text(moment))
        .stream()
        .findFirst();
  }

  /**
   * The last run of one number on each of these targets, or where it never ran, the last discovery;
   * named only.
   */
  public static List<Row> lastOfNumber(Connection c, long number, Collection<String> targets) {
    return Rows.select(
        c,
        AuditTrail.NAMED,
        "WHERE index IN (SELECT coalesce(max(index) FILTER (WHERE event = 'MigrationApplied'),"
            + " max(index)) FROM ledger.audit_trail WHERE number = ?"
            + " AND event IN ('MigrationApplied', 'MigrationDiscovered') AND target = ANY (?)"
            + " GROUP BY target)",
        number,
        targets.toArray(String[]::new));
  }

  /** The row as evidence. */
  public static Evidence evidence(Row row) {
    return new Evidence(
        row.number(AuditTrail.INDEX).orElseThrow(),
        row.text(AuditTrail.EVENT),
        row.text(AuditTrail.LEAF));
  }

  private static HistoryAnswer.Line line(Row row) {
    return new HistoryAnswer.Line(
        row.number(AuditTrail.INDEX).orElseThrow(),
        row.text(AuditTrail.EVENT),
        row.text(AuditTrail.VERSION),
        row.text(AuditTrail.FILENAME),
        row.text(AuditTrail.RUN),
        row.text(AuditTrail.ACTOR),
        Moment.of(row, AuditTrail.RECORDED_AT),
        row.text(AuditTrail.SENTENCE),
        row.text(AuditTrail.LEAF));
  }
}
