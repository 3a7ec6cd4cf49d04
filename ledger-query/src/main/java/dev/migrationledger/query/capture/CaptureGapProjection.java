package dev.migrationledger.query.capture;

import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events to rows of {@code capture_gap}. Putting the capture in, or in again, ends every gap. */
final class CaptureGapProjection implements Projection {

  static final String WHOLE = "the capture";

  private final Rows rows;

  CaptureGapProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    var targets =
        batch.stream()
            .map(StoredEvent::event)
            .filter(CaptureGapProjection::matters)
            .map(LedgerEvent::target)
            .distinct()
            .toArray(String[]::new);
    if (targets.length > 0) {
      rows.fetch("target = ANY (?) AND ended_at IS NULL", (Object) targets);
    }
  }

  private static boolean matters(LedgerEvent event) {
    return event instanceof CaptureGap
        || event instanceof CaptureStarted
        || event instanceof CaptureStopped;
  }

  @Override
  public void on(StoredEvent stored) {
    if (stored.event() instanceof CaptureGap e) {
      gap(stored, e);
    } else if (stored.event() instanceof CaptureStopped e) {
      begin(stored, WHOLE, e.at(), e.at())
          .set(CaptureGaps.CAUSE, "uninstalled")
          .set(CaptureGaps.DETAIL, e.reason());
    } else if (stored.event() instanceof CaptureStarted e) {
      rows.all().stream()
          .filter(r -> r.text(CaptureGaps.TARGET).equals(e.target()))
          .filter(r -> r.isNull(CaptureGaps.ENDED_AT))
          .forEach(r -> tell(r.set(CaptureGaps.ENDED_AT, e.at()), stored));
    }
  }

  private void gap(StoredEvent stored, CaptureGap e) {
    var name = e.part().name();
    var known = rows.find(e.target(), name, Utc.text(e.from()));
    if (!e.open() && known.isPresent() && known.get().isNull(CaptureGaps.ENDED_AT)) {
      tell(known.get().set(CaptureGaps.ENDED_AT, e.until()), stored);
      return;
    }
    var row =
        begin(stored, name, e.from(), e.until())
            .set(CaptureGaps.CAUSE, Words.of(e.cause()))
            .set(CaptureGaps.DETAIL, e.part().detail());
    if (!e.open()) {
      row.set(CaptureGaps.ENDED_AT, e.until());
    }
  }

  private Row begin(StoredEvent stored, String part, Instant from, Instant noticed) {
    var row = rows.create(stored.event().target(), part, Utc.text(from));
    tell(row.set(CaptureGaps.NOTICED_AT, noticed), stored);
    return row;
  }

  private static void tell(Row row, StoredEvent stored) {
    var evidence = new ArrayList<>(AnswerJson.list(row.text(CaptureGaps.EVIDENCE), Evidence.class));
    evidence.add(
        new Evidence(stored.index(), stored.event().getClass().getSimpleName(), stored.leaf()));
    row.set(CaptureGaps.EVIDENCE, AnswerJson.compact(evidence))
        .set(CaptureGaps.POSITION, stored.index());
  }
}
