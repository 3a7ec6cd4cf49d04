package dev.migrationledger.query.capture;

import dev.migrationledger.domain.event.CaptureChecked;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.List;

/** Events to rows of {@code capture_state}. */
final class CaptureStateProjection implements Projection {

  private final Rows rows;

  CaptureStateProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    var targets =
        batch.stream()
            .map(StoredEvent::event)
            .filter(e ->
                e instanceof CaptureStarted
                    || e instanceof CaptureStopped
                    || e instanceof CaptureChecked)
            .map(LedgerEvent::target)
            .distinct()
            .toArray(String[]::new);
    if (targets.length > 0) {
      rows.fetch("target = ANY (?)", (Object) targets);
    }
  }

  @Override
  public void on(StoredEvent stored) {
    if (stored.event() instanceof CaptureStarted e) {
      started(stored, e);
    } else if (stored.event() instanceof CaptureChecked e) {
      change(stored, CaptureStates.CHECKED_AT, e.at());
    } else if (stored.event() instanceof CaptureStopped e) {
      change(stored, CaptureStates.STOPPED_AT, e.at());
    }
  }

  private void started(StoredEvent stored, CaptureStarted e) {
    var row =
        rows.find(e.target())
            .orElseGet(() ->
                rows.create(e.target())
                    .set(CaptureStates.SINCE, e.at())
                    .set(CaptureStates.LEAF, stored.leaf())
                    .set(CaptureStates.STARTED_INDEX, stored.index()));
    row.clear(CaptureStates.STOPPED_AT)
        .set(CaptureStates.CHECKED_AT, e.at())
        .set(CaptureStates.POSITION, stored.index());
  }

  private void change(StoredEvent stored, Column column, Instant at) {
    rows.find(stored.event().target())
        .ifPresent(row -> row.set(column, at).set(CaptureStates.POSITION, stored.index()));
  }
}
