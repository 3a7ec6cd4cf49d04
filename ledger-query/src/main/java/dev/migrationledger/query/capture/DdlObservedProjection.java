package dev.migrationledger.query.capture;

import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.List;

/** Events to rows of {@code ddl_observed}. */
final class DdlObservedProjection implements Projection {

  private final Rows rows;

  DdlObservedProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public boolean settles() {
    return true;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {}

  @Override
  public void on(StoredEvent stored) {
    if (!(stored.event() instanceof DdlObserved e)) {
      return;
    }
    var ddl = e.ddl();
    var session = ddl.context();
    rows.create(e.target(), Long.toString(stored.index()))
        .set(DdlObservations.LEAF, stored.leaf())
        .set(DdlObservations.OBSERVED_AT, ddl.at())
        .set(DdlObservations.TRANSACTION, ddl.transaction())
        .set(DdlObservations.ORDINAL, ddl.ordinal())
        .set(DdlObservations.SOURCE, Words.of(ddl.source()))
        .set(DdlObservations.TAG, ddl.tag())
        .set(DdlObservations.KIND, ddl.kind())
        .set(DdlObservations.SCHEMA_NAME, ddl.schema())
        .set(DdlObservations.IDENTITY, ddl.identity())
        .set(DdlObservations.STATEMENT, ddl.statement())
        .set(DdlObservations.SESSION_USER, session.sessionUser())
        .set(DdlObservations.ROLE, session.role())
        .set(DdlObservations.CLIENT_ADDRESS, session.clientAddress())
        .set(DdlObservations.APPLICATION, session.application())
        .set(DdlObservations.IN_EXTENSION, ddl.inExtension())
        .set(DdlObservations.VERSION, ddl.migration())
        .set(DdlObservations.RUN, ddl.run())
        .set(DdlObservations.PROOF, Words.of(ddl.proof()));
  }
}
