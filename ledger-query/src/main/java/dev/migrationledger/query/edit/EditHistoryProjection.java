package dev.migrationledger.query.edit;

import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.projection.Column;
import dev.migrationledger.query.projection.Projection;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.projection.Rows;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Events to rows of {@code edit_history}. A file that was only renamed is no edit. An edit stays
 * open until somebody accepts its bytes, the bytes that ran are back, or other bytes come.
 */
final class EditHistoryProjection implements Projection {

  private static final List<Column> ACKNOWLEDGEMENT =
      List.of(
          EditHistory.ACKNOWLEDGED_BY, EditHistory.ACKNOWLEDGED_REASON, EditHistory.APPROVED_BY);

  private final Rows rows;
  private final Map<String, NavigableMap<Long, Row>> byMigration = new HashMap<>();

  EditHistoryProjection(Rows rows) {
    this.rows = rows;
  }

  @Override
  public void prepare(List<StoredEvent> batch) {
    var numbers = new TreeMap<String, TreeSet<Long>>();
    for (var stored : batch) {
      version(stored.event())
          .ifPresent(v ->
              numbers
                  .computeIfAbsent(stored.event().target(), t -> new TreeSet<>())
                  .add(v.number()));
    }
    rows.fetch(EditHistory.NUMBER, numbers);
    rows.all().forEach(this::index);
  }

  private static Optional<Version> version(LedgerEvent event) {
    if (event instanceof MigrationEdited e) {
      return Optional.of(e.edit().version());
    }
    if (event instanceof EditAcknowledged e) {
      return Optional.of(e.version());
    }
    return event instanceof MigrationDiscovered e
        ? Optional.of(e.script().version())
        : Optional.empty();
  }

  private void index(Row row) {
    var number = row.number(EditHistory.NUMBER).orElseThrow();
    edits(row.text(EditHistory.TARGET), number)
        .put(row.number(EditHistory.EVENT_INDEX).orElseThrow(), row);
  }

  private NavigableMap<Long, Row> edits(String target, long number) {
    return byMigration.computeIfAbsent(target + "\n" + number, k -> new TreeMap<>());
  }

  @Override
  public void on(StoredEvent stored) {
    if (stored.event() instanceof MigrationEdited e) {
      edited(stored, e);
    } else if (stored.event() instanceof EditAcknowledged e) {
      acknowledged(stored, e);
    } else if (stored.event() instanceof MigrationDiscovered e) {
      close(stored, edits(e.target(), e.script().version().number()), "superseded");
    }
  }

  private void edited(StoredEvent stored, MigrationEdited e) {
    var edit = e.edit();
    if (edit.previous().equals(edit.now())) {
      return;
    }
    var earlier = edits(e.target(), edit.version().number());
    var reverted = edit.kind() == Edit.Kind.REVERTED;
    close(stored, earlier, reverted ? "reverted" : "superseded");
    var row = row(stored, e);
    row.set(EditHistory.STATE, reverted ? "reverted" : "open");
    if (!reverted) {
      accepted(earlier, edit).ifPresent(before -> acceptAgain(row, before));
    }
    earlier.put(stored.index(), row);
  }

  private Row row(StoredEvent stored, MigrationEdited e) {
    var edit = e.edit();
    return rows.create(e.target(), Long.toString(stored.index()))
        .set(EditHistory.VERSION, edit.version().text())
        .set(EditHistory.NUMBER, edit.version().number())
        .set(EditHistory.FILENAME, edit.file())
        .set(EditHistory.CHECKSUM_APPLIED, edit.applied().hex())
        .set(EditHistory.CHECKSUM_BEFORE, edit.previous().hex())
        .set(EditHistory.CHECKSUM_NOW, edit.now().hex())
        .set(EditHistory.KIND, Words.of(edit.kind()))
        .set(EditHistory.DIFF, edit.diff())
        .set(
            EditHistory.CHANGES,
            AnswerJson.compact(edit.changes().stream().map(EditsAnswer.Change::of).toList()))
        .set(EditHistory.NOTICED_AT, stored.recordedAt())
        .set(EditHistory.NOTICED_BY, stored.origin().actor().principal())
        .set(EditHistory.EVIDENCE, AnswerJson.compact(List.of(Evidence.of(stored))))
        .set(EditHistory.POSITION, stored.index());
  }

  /** The last accepted edit, when it has the bytes of this one. */
  private static Optional<Row> accepted(Map<Long, Row> earlier, Edit edit) {
    return earlier.values().stream()
        .filter(r -> !r.isNull(EditHistory.ACKNOWLEDGED_AT))
        .max((a, b) -> acknowledgedAt(a).compareTo(acknowledgedAt(b)))
        .filter(r -> r.text(EditHistory.CHECKSUM_NOW).equals(edit.now().hex()));
  }

  private static String acknowledgedAt(Row row) {
    return row.text(EditHistory.ACKNOWLEDGED_AT);
  }

  private static void acceptAgain(Row row, Row before) {
    row.set(EditHistory.STATE, "acknowledged");
    row.set(EditHistory.ACKNOWLEDGED_AT, acknowledgedAt(before));
    ACKNOWLEDGEMENT.forEach(c -> row.set(c, before.text(c)));
  }

  private void acknowledged(StoredEvent stored, EditAcknowledged e) {
    var newest = edits(e.target(), e.version().number()).lastEntry();
    if (newest == null) {
      return;
    }
    var row = newest.getValue();
    row.set(EditHistory.STATE, "acknowledged")
        .set(EditHistory.ACKNOWLEDGED_AT, stored.recordedAt())
        .set(EditHistory.ACKNOWLEDGED_BY, stored.origin().actor().principal())
        .set(EditHistory.ACKNOWLEDGED_REASON, e.reason())
        .set(EditHistory.APPROVED_BY, e.approvedBy());
    rest(row, stored);
  }

  private static void close(StoredEvent stored, Map<Long, Row> edits, String state) {
    for (var row : edits.values()) {
      if (row.text(EditHistory.STATE).equals("open")) {
        row.set(EditHistory.STATE, state);
        rest(row, stored);
      }
    }
  }

  private static void rest(Row row, StoredEvent stored) {
    var evidence = new ArrayList<>(AnswerJson.list(row.text(EditHistory.EVIDENCE), Evidence.class));
    evidence.add(Evidence.of(stored));
    row.set(EditHistory.EVIDENCE, AnswerJson.compact(evidence));
    row.set(EditHistory.POSITION, stored.index());
  }
}
