package dev.migrationledger.api.export;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.query.resource.EventAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An event as a CloudEvent 1.0 in JSON; the names of context attributes are the specification's.
 *
 * @param specversion {@code 1.0}
 * @param id the event's own id
 * @param source the target, as a URN
 * @param type what happened, e.g. {@code dev.migrationledger.MigrationApplied}
 * @param time when it happened
 * @param datacontenttype {@code application/json}
 * @param ledgerindex its index in the log
 * @param ledgerleaf its leaf hash
 * @param ledgerasof index of the last event of the export
 * @param ledgeractor who caused it
 * @param data everything it says
 */
record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    Instant time,
    String datacontenttype,
    String ledgerindex,
    String ledgerleaf,
    String ledgerasof,
    String ledgeractor,
    LedgerEvent data) {

  static CloudEvent of(EventAnswer e) {
    var target = URLEncoder.encode(e.target(), StandardCharsets.UTF_8).replace("+", "%20");
    return new CloudEvent(
        "1.0",
        e.eventId(),
        "urn:migration-ledger:target:" + target,
        "dev.migrationledger." + e.event(),
        e.occurredAt(),
        "application/json",
        Long.toString(e.index()),
        e.leaf(),
        Long.toString(e.asOf()),
        e.origin().actor().principal(),
        e.payload());
  }
}
