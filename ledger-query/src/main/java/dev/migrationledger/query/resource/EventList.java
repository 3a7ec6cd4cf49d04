package dev.migrationledger.query.resource;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.query.audit.AuditTrail;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Kind;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.listing.Order;
import dev.migrationledger.query.projection.Column;
import java.util.List;
import java.util.stream.Stream;

/** The events, and those of them that are about a recovery, in the order of the log. */
public final class EventList {

  private static final List<Column> SHOWN =
      List.of(
          AuditTrail.INDEX,
          AuditTrail.TARGET,
          AuditTrail.EVENT,
          AuditTrail.VERSION,
          AuditTrail.FILENAME,
          AuditTrail.CHECKSUM,
          AuditTrail.RUN,
          AuditTrail.ACTOR,
          AuditTrail.RECORDED_AT,
          AuditTrail.OCCURRED_AT,
          AuditTrail.SENTENCE,
          AuditTrail.REASON,
          AuditTrail.APPROVED_BY,
          AuditTrail.CORRELATION,
          AuditTrail.EVENT_ID,
          AuditTrail.LEAF);

  private static final List<Field> FIELDS =
      List.of(
          Shared.TARGET,
          Field.oneOf("event", "event = ?", "What happened.", names()),
          Shared.version(
              "number = ? OR (event IN ('BaselineEstablished', 'HistoryImported')"
                  + " AND ? = ANY (covered))"),
          Field.of("file", Kind.TEXT, "filename = ?", "The file's name.", "0029_users.sql"),
          Field.of(
              "checksum",
              Kind.CHECKSUM,
              "checksum = ?",
              "The bytes it is about, as SHA-256.",
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
          Shared.RUN,
          Shared.actor(AuditTrail.ACTOR),
          Field.of(
              "correlation",
              Kind.TEXT,
              "correlation = ?",
              "The run or single command that several events belong to.",
              "run-1"),
          Field.of(
              "event_id",
              Kind.ID,
              "index = (SELECT e.index FROM ledger.entry e WHERE e.event_id = ?::uuid)",
              "The event's own id.",
              "0192f0c1-1111-7000-8000-000000000001"),
          Shared.from("from", AuditTrail.RECORDED_AT, "Recorded"),
          Shared.to("to", AuditTrail.RECORDED_AT, "Recorded"),
          Shared.from("occurred_from", AuditTrail.OCCURRED_AT, "Happened"),
          Shared.to("occurred_to", AuditTrail.OCCURRED_AT, "Happened"),
          Shared.fromIndex(AuditTrail.INDEX),
          Shared.toIndex(AuditTrail.INDEX));

  /** Every event. */
  public static final Listing EVENTS =
      new Listing(
          "events",
          AuditTrail.MODEL.table(),
          "true",
          Order.by(AuditTrail.INDEX),
          SHOWN,
          List.of(),
          FIELDS);

  /** What was planned and done to put a target right. */
  public static final Listing RECOVERIES =
      new Listing(
          "recoveries",
          AuditTrail.MODEL.table(),
          "event IN ('RecoveryPlanned', 'MigrationRecovered', 'RepairPlanned', 'TargetRepaired',"
              + " 'ReceiptTampered', 'LedgerRestored')",
          Order.by(AuditTrail.INDEX),
          SHOWN,
          List.of(),
          FIELDS);

  private EventList() {}

  private static List<String> names() {
    return leaves(LedgerEvent.class).map(Class::getSimpleName).sorted().toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    var permitted = type.getPermittedSubclasses();
    return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(EventList::leaves);
  }
}
