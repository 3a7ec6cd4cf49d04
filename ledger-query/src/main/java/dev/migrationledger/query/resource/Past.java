package dev.migrationledger.query.resource;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.DriftHistory;
import dev.migrationledger.query.schema.SchemaValidationLog;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was there when the log ended with a certain event: the same projections, in memory, over the
 * target's events up to that one. Reads as much as the target has events.
 */
public final class Past {

  private static final int BATCH = 2_000;

  private final EventLog log;

  public Past(EventLog log) {
    this.log = log;
  }

  /**
   * The last event that was recorded at or before a point in time, −1 when there is none. A clock
   * of the database that went back counts as having stood still.
   */
  public static long indexAt(Connection c, Instant at) {
    var rows =
        Rows.select(
            c,
            AuditTrail.MODEL.table(),
            "WHERE log_time <= ?::timestamptz ORDER BY log_time DESC, index DESC LIMIT 1",
            Utc.text(at));
    return rows.isEmpty() ? -1 : rows.getFirst().number(AuditTrail.INDEX).orElseThrow();
  }

  /**
   * The target as it was.
   *
   * @param index the last event that counts, −1 for before all
   */
  public StateAnswer state(Connection c, String target, long index) {
    var states = Fold.of(SchemaMigrations.MODEL);
    var edits = Fold.of(EditHistory.MODEL);
    var drift = Fold.of(DriftHistory.MODEL);
    var runs = Fold.of(Runs.MODEL);
    fold(c, target, index, List.of(states, edits, drift, runs));
    var migrations =
        states.all().stream()
            .sorted(
                Comparator.<Row>comparingLong(
                        row -> row.number(SchemaMigrations.NUMBER).orElse(Long.MAX_VALUE))
                    .thenComparing(row -> row.text(SchemaMigrations.FILENAME)))
            .toList();
    var last = AuditQueries.at(c, index);
    return new StateAnswer(
        "ledger/state/v1",
        target,
        index,
        Moment.of(last.stream().findFirst().flatMap(row -> row.instant(AuditTrail.LOG_TIME))),
        migrations.stream().map(MigrationList.MIGRATIONS::shown).toList(),
        open(MigrationList.EDITS, edits.all()),
        open(RunList.DRIFT, drift.all()),
        running(runs.all()),
        look(c, target, index).map(row -> row.text(SchemaValidationLog.SCHEMA_HASH)).orElse(""),
        last.stream().map(AuditQueries::evidence).toList());
  }

  /**
   * The schema as the ledger said it was, when its text was kept.
   *
   * @param index the last event that counts
   */
  public Optional<SchemaAnswer> schema(Connection c, String target, long index) {
    return look(c, target, index)
        .map(row ->
            new SchemaAnswer(
                "ledger/schema/v1",
                target,
                index,
                row.text(SchemaValidationLog.SCHEMA_HASH),
                Moment.of(row, SchemaValidationLog.AT),
                row.number(SchemaValidationLog.OBJECTS).orElse(0),
                text(c, row.text(SchemaValidationLog.CONTENT)).orElse("null"),
                AuditQueries.at(c, row.number(SchemaValidationLog.EVENT_INDEX).orElseThrow())
                    .stream()
                    .map(AuditQueries::evidence)
                    .toList()));
  }

  private Optional<String> text(Connection c, String commitment) {
    return commitment.isEmpty() ? Optional.empty() : log.content(c, commitment);
  }

  private static Optional<Row> look(Connection c, String target, long index) {
    return Rows.select(
            c,
            SchemaValidationLog.MODEL.table(),
            "WHERE target = ? AND passed AND event_index <= ? ORDER BY event_index DESC LIMIT 1",
            target,
            index)
        .stream()
        .findFirst();
  }

  private static List<Map<String, Object>> open(Listing listing, List<Row> rows) {
    return rows.stream()
        .map(listing::shown)
        .filter(line -> "open".equals(line.get("state")))
        .toList();
  }

  private static List<Map<String, Object>> running(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.text(Runs.OUTCOME).equals("running"))
        .map(RunList.RUNS::shown)
        .toList();
  }

  /** A read model in memory. */
  private record Fold(ReadModel model, Rows rows) {

    static Fold of(ReadModel model) {
      return new Fold(model, Rows.inMemory(model.table()));
    }

    void take(List<StoredEvent> events) {
      var projection = model.projection().apply(rows);
      projection.prepare(events);
      events.forEach(projection::on);
    }

    List<Row> all() {
      return List.copyOf(rows.all());
    }
  }

  private void fold(Connection c, String target, long index, List<Fold> folds) {
    var batch = log.readTarget(c, target, 0, BATCH);
    while (!batch.isEmpty()) {
      var counted = batch.stream().filter(stored -> stored.index() <= index).toList();
      folds.forEach(fold -> fold.take(counted));
      batch =
          counted.size() < BATCH
              ? List.of()
              : log.readTarget(c, target, counted.getLast().sequence() + 1, BATCH);
    }
  }
}
