package dev.migrationledger.query.resource;

import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.audit.AuditQueries;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.query.edit.EditHistory;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.run.Runs;
import dev.migrationledger.query.schema.DriftHistory;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one thing with everything that is known of it. */
public final class Whole {

  private final EventLog log;

  public Whole(EventLog log) {
    this.log = log;
  }

  /** One event; empty when the log ends before it. */
  public Optional<EventAnswer> event(Connection c, long index, long asOf) {
    var sentences = AuditQueries.at(c, index);
    if (sentences.isEmpty()) {
      return Optional.empty();
    }
    return log.readAt(c, index).map(stored -> event(stored, sentences.getFirst(), asOf));
  }

  /** The events of these rows of {@code audit_trail}, in the order of the log. */
  public List<EventAnswer> events(Connection c, List<Map<String, Object>> rows, long asOf) {
    var sentences = new HashMap<Long, String>();
    rows.forEach(row ->
        sentences.put(
            (Long) row.getOrDefault("index", -1L),
            String.valueOf(row.getOrDefault("sentence", ""))));
    return log.readAll(c, sentences.keySet()).stream()
        .map(stored -> event(stored, sentences.getOrDefault(stored.index(), ""), asOf))
        .toList();
  }

  private static EventAnswer event(StoredEvent stored, Row sentence, long asOf) {
    return event(stored, sentence.text(AuditTrail.SENTENCE), asOf);
  }

  private static EventAnswer event(StoredEvent stored, String sentence, long asOf) {
    return new EventAnswer(
        "ledger/event/v1",
        stored.event().target(),
        asOf,
        stored.index(),
        stored.event().getClass().getSimpleName(),
        stored.sequence(),
        stored.eventId(),
        stored.leaf(),
        stored.recordedAt(),
        stored.occurredAt(),
        sentence,
        stored.origin(),
        stored.event());
  }

  /** One target that the ledger knows. */
  public TargetAnswer target(Connection c, String target, long asOf) {
    var registrations =
        AuditQueries.events(c, AuditTrail.TOLD, target, "TargetRegistered").reversed();
    var newest = AuditQueries.rows(c, target, HistoryFilter.ALL.newest(1)).getFirst();
    return new TargetAnswer(
        "ledger/target/v1",
        target,
        asOf,
        registrations.stream()
            .flatMap(row -> log.readAt(c, row.number(AuditTrail.INDEX).orElseThrow()).stream())
            .map(stored -> (TargetRegistered) stored.event())
            .toList(),
        StatusQueries.status(c, target, asOf).summary(),
        open(c, EditHistory.MODEL, target),
        open(c, DriftHistory.MODEL, target),
        Runs.newest(c, target).stream().map(RunList.RUNS::shown).toList(),
        AuditQueries.evidence(newest));
  }

  private static int open(Connection c, ReadModel model, String target) {
    return Rows.select(c, model.table(), "WHERE target = ? AND state = 'open'", target).size();
  }

  /** One migration; empty when the target knows no such number. */
  public Optional<MigrationAnswer> migration(
      Connection c, String target, Version version, long asOf) {
    var files = StatusQueries.rows(c, target, version.number());
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var edits =
        Rows.select(
            c,
            EditHistory.MODEL.table(),
            "WHERE target = ? AND number = ? ORDER BY event_index",
            target,
            version.number());
    var history =
        AuditQueries.history(c, target, HistoryFilter.ofVersion(version.text()), asOf).events();
    return Optional.of(
        new MigrationAnswer(
            "ledger/migration/v1",
            target,
            asOf,
            version.text(),
            files.stream().map(MigrationList.MIGRATIONS::shown).toList(),
            edits.stream().map(MigrationList.EDITS::shown).toList(),
            history));
  }
}
