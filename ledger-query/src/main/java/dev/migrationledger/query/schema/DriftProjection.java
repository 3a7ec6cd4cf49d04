package dev.migrationledger.query.schema;

import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events to rows of {@code drift_history}. An object has one open row at most. */
final class DriftProjection implements Projection {

  private static final String OPEN = "open";

  private final Rows rows;
  private final Map<List<String>, Row> open = new HashMap<>();

  DriftProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    var targets =
        batch.stream()
            .map(StoredEvent::event)
            .filter(e -> e instanceof DriftDetected || e instanceof DriftResolved)
            .map(LedgerEvent::target)
            .distinct()
            .toArray(String[]::new);
    if (targets.length > 0) {
      rows.fetch("target = ANY (?) AND state = 'open'", (Object) targets);
    }
    for (Row row : rows.all()) {
      if (row.text(DriftHistory.STATE).equals(OPEN)) {
        open.put(
            List.of(
                row.text(DriftHistory.TARGET),
                row.text(DriftHistory.OBJECT_KIND) + " " + row.text(DriftHistory.OBJECT)),
            row);
      }
    }
  }

  @Override
  public void on(StoredEvent stored) {
    if (stored.event() instanceof DriftDetected e) {
      var label = e.observed().drift().label();
      end(stored, label, "superseded", "");
      open.put(List.of(e.target(), label), row(stored, e));
    } else if (stored.event() instanceof DriftResolved e) {
      end(stored, e.object(), Words.of(e.end()), e.reason());
    }
  }

  private Row row(StoredEvent stored, DriftDetected e) {
    var drift = e.observed().drift();
    var by = e.observed().by();
    return rows.create(e.target(), Long.toString(stored.index()))
        .set(DriftHistory.OBJECT_KIND, drift.objectKind())
        .set(DriftHistory.OBJECT, drift.object())
        .set(DriftHistory.CHANGE, Words.of(drift.change()))
        .set(DriftHistory.BEFORE, drift.before())
        .set(DriftHistory.AFTER, drift.after())
        .set(DriftHistory.UNDO_SQL, drift.undoSql())
        .set(DriftHistory.LAST_MIGRATION, e.observed().lastMigration())
        .set(DriftHistory.BY, by.by())
        .set(DriftHistory.GRADE, Words.of(by.grade()))
        .set(DriftHistory.GRADE_EVIDENCE, by.evidence())
        .set(DriftHistory.DETECTED_AT, stored.recordedAt())
        .set(DriftHistory.DETECTED_BY, stored.origin().actor().principal())
        .set(DriftHistory.STATE, OPEN)
        .set(DriftHistory.EVIDENCE, AnswerJson.compact(List.of(Evidence.of(stored))))
        .set(DriftHistory.POSITION, stored.index());
  }

  private void end(StoredEvent stored, String label, String state, String reason) {
    var row = open.remove(List.of(stored.event().target(), label));
    if (row == null) {
      return;
    }
    var evidence =
        new ArrayList<>(AnswerJson.list(row.text(DriftHistory.EVIDENCE), Evidence.class));
    evidence.add(Evidence.of(stored));
    row.set(DriftHistory.STATE, state)
        .set(DriftHistory.ENDED_AT, stored.recordedAt())
        .set(DriftHistory.ENDED_BY, stored.origin().actor().principal())
        .set(DriftHistory.REASON, reason)
        .set(DriftHistory.EVIDENCE, AnswerJson.compact(evidence))
        .set(DriftHistory.POSITION, stored.index());
  }
}
