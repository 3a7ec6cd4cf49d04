package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.time.Instant;
import java.util.List;

/** Events to rows of {@code audit_trail}: one each, never changed afterwards. */
final class AuditTrailProjection implements Projection {

  private final Rows rows;
  private Instant logTime = Instant.MIN;

  AuditTrailProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public boolean settles() {
    return true;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    if (!batch.isEmpty() && batch.getFirst().index() > 0) {
      var before = batch.getFirst().index() - 1;
      rows.fetch("index = ?", before);
      rows.find(Long.toString(before))
          .flatMap(row -> row.instant(AuditTrail.LOG_TIME))
          .ifPresent(latest -> logTime = latest);
    }
  }

  @Override
  public void on(StoredEvent stored) {
    var subject = Subject.of(stored.event());
    logTime = stored.recordedAt().isAfter(logTime) ? stored.recordedAt() : logTime;
    var row =
        rows.create(Long.toString(stored.index()))
            .set(AuditTrail.TARGET, stored.event().target())
            .set(AuditTrail.EVENT, stored.event().getClass().getSimpleName())
            .set(AuditTrail.VERSION, subject.version())
            .set(AuditTrail.FILENAME, subject.file())
            .set(AuditTrail.CHECKSUM, subject.checksum())
            .set(AuditTrail.RUN, subject.run())
            .set(AuditTrail.ACTOR, stored.origin().actor().principal())
            .set(AuditTrail.RECORDED_AT, stored.recordedAt())
            .set(AuditTrail.OCCURRED_AT, stored.occurredAt())
            .set(AuditTrail.SENTENCE, Sentences.of(stored))
            .set(AuditTrail.REASON, subject.reason())
            .set(AuditTrail.APPROVED_BY, subject.approvedBy())
            .set(AuditTrail.ON_BEHALF_OF, stored.origin().actor().onBehalfOf())
            .set(AuditTrail.LEAF, stored.leaf())
            .set(AuditTrail.EVENT_ID, stored.eventId())
            .set(AuditTrail.CORRELATION, stored.origin().correlation())
            .set(AuditTrail.LOG_TIME, logTime);
    Words.number(subject.version()).ifPresent(n -> row.set(AuditTrail.NUMBER, n));
    if (stored.event() instanceof BaselineEstablished baseline) {
      row.set(AuditTrail.COVERED, baseline.covered().stream().map(Version::number).toList());
    }
    if (stored.event() instanceof RollbackStarted rollback) {
      row.set(AuditTrail.COVERED, rollback.plan().stream().map(p -> p.version().number()).toList());
    }
    if (stored.event() instanceof HistoryImported imported) {
      row.set(
          AuditTrail.COVERED,
          imported.rows().stream()
              .flatMap(r -> r.tied().stream())
              .map(Version::number)
              .distinct()
              .toList());
    }
  }
}
