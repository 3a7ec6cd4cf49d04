package dev.migrationledger.query.moment;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Selection;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.log.EventLog;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a target stood right after an event.
 *
 * @param index the last event that is taken in
 * @param target the target
 * @param isCurrent whether nothing happened on the target since
 * @param rows every migration of the target then, by number, then by file, as far as it takes to
 *     count them
 * @param recent the target's last events up to then, newest first, at most {@link #RECENT}
 * @param schema the last look at the schema up to then
 * @param snapshot the schema's text as that look recorded it, empty when it was not kept
 */
public record StateAt(
    long index,
    String target,
    boolean isCurrent,
    List<Row> rows,
    List<Event> recent,
    Optional<SchemaValidationLog.Look> schema,
    String snapshot) {

  /** So many events are named at most. */
  public static final int RECENT = 25;

  private static final int BATCH = 2_000;
  private static final Selection NAMED =
      Selection.of(
          AuditTrail.MODEL.table(), AuditTrail.INDEX, AuditTrail.EVENT, AuditTrail.RECORDED_AT);
  private static final String LAST =
      "WHERE target = ? AND index <= ? ORDER BY index DESC LIMIT " + RECENT;
  private static final String LATER = "WHERE target = ? AND index > ? ORDER BY index LIMIT 1";

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(
              (Row row) -> row.number(SchemaMigrations.NUMBER).orElse(Long.MAX_VALUE))
          .thenComparing(row -> row.text(SchemaMigrations.FILENAME));

  public StateAt {
    requireNonNull(target, "target");
    rows = List.copyOf(rows);
    recent = List.copyOf(recent);
    requireNonNull(schema, "schema");
    requireNonNull(snapshot, "snapshot");
  }

  /**
   * An event that happened.
   *
   * @param at when it was recorded
   */
  public record Event(long index, String event, Moment at) {

    public Event {
      requireNonNull(event, "event");
      requireNonNull(at, "at");
    }
  }

  /**
   * Reads it: from the read model when nothing happened since, else by folding the target's events.
   *
   * @param index the last event that is taken in; −1 for none
   */
  public static StateAt read(Connection c, EventLog log, String target, long index) {
    var recent = Rows.select(c, NAMED, LAST, target, index).stream().map(StateAt::event).toList();
    boolean isLast = Rows.select(c, NAMED, LATER, target, index).isEmpty();
    var rows = isLast ? StatusQueries.brief(c, target) : folded(c, log, target, index);
    var schema = SchemaValidationLog.lastUntil(c, target, index);
    var snapshot =
        schema
            .map(SchemaValidationLog.Look::content)
            .filter(content -> !content.isEmpty())
            .flatMap(content -> log.content(c, content));
    return new StateAt(index, target, isLast, rows, recent, schema, snapshot.orElse(""));
  }

  /**
   * Lines for some of its rows.
   *
   * @param c the connection it was read on, in the same transaction
   */
  public List<StatusAnswer.Line> lines(Connection c, List<Row> some) {
    var files = some.stream().map(row -> row.text(SchemaMigrations.FILENAME)).toList();
    var whole = isCurrent ? StatusQueries.lines(c, target, files) : some;
    return whole.stream().map(StatusQueries::line).toList();
  }

  private static Event event(Row row) {
    return new Event(
        row.number(AuditTrail.INDEX).orElseThrow(),
        row.text(AuditTrail.EVENT),
        Moment.of(row, AuditTrail.RECORDED_AT));
  }

  private static List<Row> folded(Connection c, EventLog log, String target, long index) {
    var rows = Rows.inMemory(SchemaMigrations.MODEL.table());
    var projection = SchemaMigrations.MODEL.projection().apply(rows);
    var batch = log.readTarget(c, target, 0, BATCH);
    while (!batch.isEmpty()) {
      var counted = batch.stream().filter(stored -> stored.index() <= index).toList();
      projection.prepare(counted);
      counted.forEach(projection::on);
      batch =
          counted.size() < BATCH
              ? List.of()
              : log.readTarget(c, target, counted.getLast().sequence() + 1, BATCH);
    }
    return rows.all().stream().sorted(ORDER).toList();
  }
}
