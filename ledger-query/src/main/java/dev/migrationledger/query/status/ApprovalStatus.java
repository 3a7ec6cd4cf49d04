package dev.migrationledger.query.status;

import static dev.migrationledger.query.status.MigrationRows.flag;
import static dev.migrationledger.query.status.MigrationRows.note;
import static dev.migrationledger.query.status.StatusChange.touch;

import dev.migrationledger.domain.event.ApprovalEvent;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.ledger.ApprovalState;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.AnswerJson;
import dev.migrationledger.query.projection.Row;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What approvals make of a migration's row: flag {@code approved} while one stands, and after it
 * ran with one; flag {@code unreviewed} while nobody has looked at broken glass.
 */
final class ApprovalStatus {

  private static final String APPROVED = "approved";
  private static final String APPROVALS = "approvals";
  private static final String UNREVIEWED = "unreviewed";

  private ApprovalStatus() {}

  static void take(MigrationRows rows, StoredEvent stored, ApprovalEvent event) {
    switch (event) {
      case MigrationApproved e ->
          change(rows, e.target(), e.version(), row -> approved(row, stored, e));
      case ApprovalWithdrawn e ->
          change(
              rows,
              e.target(),
              e.version(),
              row -> {
                end(row);
                touch(row, stored);
              });
      case ExceptionReviewed e ->
          change(
              rows,
              e.target(),
              e.version(),
              row -> {
                flag(row, UNREVIEWED, false);
                note(row, "review", Map.of("by", e.reviewer(), "reason", e.reason()));
                touch(row, stored);
              });
    }
  }

  static void take(MigrationRows rows, StoredEvent stored, RuleOverridden e) {
    if (ApprovalState.GLASS.contains(e.override().rule())) {
      change(
          rows,
          e.target(),
          e.override().version(),
          row -> {
            flag(row, UNREVIEWED, true);
            touch(row, stored);
          });
    }
  }

  /** What is found again under a new name is still approved; in other bytes it is not. */
  static void keep(Row row, Row old) {
    flag(row, UNREVIEWED, old.texts(SchemaMigrations.FLAGS).contains(UNREVIEWED));
    if (old.texts(SchemaMigrations.FLAGS).contains(APPROVED)
        && old.text(SchemaMigrations.CHECKSUM).equals(row.text(SchemaMigrations.CHECKSUM))) {
      flag(row, APPROVED, true);
      note(row, APPROVALS, given(old));
    }
  }

  /** No approval stands any more. */
  static void end(Row row) {
    if (row.texts(SchemaMigrations.FLAGS).contains(APPROVED)) {
      flag(row, APPROVED, false);
      note(row, APPROVALS, List.of());
    }
  }

  private static void approved(Row row, StoredEvent stored, MigrationApproved e) {
    flag(row, APPROVED, true);
    var all = new ArrayList<Object>(given(row));
    all.add(
        new TreeMap<>(
            Map.of(
                "by", e.approver(),
                "author", e.author(),
                "checksum", e.checksum().hex(),
                "reason", e.reason(),
                "index", stored.index())));
    note(row, APPROVALS, all);
    touch(row, stored);
  }

  private static List<?> given(Row row) {
    return AnswerJson.object(row.text(SchemaMigrations.METADATA)).get(APPROVALS)
            instanceof List<?> before
        ? before
        : List.of();
  }

  private static void change(
      MigrationRows rows, String target, Version version, Consumer<Row> step) {
    rows.known(target, version).ifPresent(step);
  }
}
