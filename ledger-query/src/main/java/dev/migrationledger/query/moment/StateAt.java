package dev.migrationledger.query.moment;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a target stood right after an event.
 *
 * @param index the last event that is taken in
 * @param status where every migration stood
 * @param events the target's events up to then, oldest first
 * @param schema the last look at the schema up to then
 * @param snapshot the schema's text as that look recorded it, empty when it was not kept
 */
public record StateAt(
    long index,
    StatusAnswer status,
    List<StoredEvent> events,
    Optional<SchemaValidationLog.Look> schema,
    String snapshot) {

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(
              (Row row) -> row.number(SchemaMigrations.NUMBER).orElse(Long.MAX_VALUE))
          .thenComparing(row -> row.text(SchemaMigrations.FILENAME));

  public StateAt {
    requireNonNull(status, "status");
    events = List.copyOf(events);
    requireNonNull(schema, "schema");
    requireNonNull(snapshot, "snapshot");
  }

  /**
   * Folds the target's events.
   *
   * @param index the last event that is taken in; −1 for none
   */
  public static StateAt read(Connection c, EventLog log, String target, long index) {
    var events =
        log.readTarget(c, target, 0).stream().filter(stored -> stored.index() <= index).toList();
    var rows = Rows.inMemory(SchemaMigrations.MODEL.table());
    var projection = SchemaMigrations.MODEL.projection().apply(rows);
    projection.prepare(events);
    events.forEach(projection::on);
    var sorted = rows.all().stream().sorted(ORDER).toList();
    var schema =
        SchemaValidationLog.looks(c, target).stream()
            .filter(look -> look.index() <= index)
            .findFirst();
    var snapshot =
        schema
            .map(SchemaValidationLog.Look::content)
            .filter(content -> !content.isEmpty())
            .flatMap(content -> log.content(c, content));
    return new StateAt(
        index, StatusQueries.of(target, index, sorted), events, schema, snapshot.orElse(""));
  }
}
