package dev.migrationledger.report.changes;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.CaptureGap;
import dev.migrationledger.domain.event.CaptureStarted;
import dev.migrationledger.domain.event.CaptureStopped;
import dev.migrationledger.domain.event.DdlObserved;
import dev.migrationledger.domain.event.DriftDetected;
import dev.migrationledger.domain.event.DriftResolved;
import dev.migrationledger.domain.event.EditAcknowledged;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.event.SchemaVerified;
import dev.migrationledger.domain.ledger.ApprovalState;
import dev.migrationledger.domain.run.RuleOverride;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.report.Period;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events to exceptions, each with what became of it. */
final class ExceptionFold {

  private static final String DDL = "ddl";

  private final List<Case> cases = new ArrayList<>();
  private final Map<String, List<Case>> open = new HashMap<>();
  private final Map<String, RuleOverridden> overrides = new HashMap<>();

  List<Exceptional> in(Period period) {
    return cases.stream().filter(c -> c.concerns(period)).map(c -> c.in(period)).toList();
  }

  void on(StoredEvent stored) {
    switch (stored.event()) {
      case MigrationEdited e -> edited(stored, e.edit());
      case EditAcknowledged e -> settle("edit " + e.version(), stored, acknowledged(stored, e));
      case RuleOverridden e -> {
        overrides.put(e.run() + " " + e.override().version(), e);
        overridden(stored, e.override());
      }
      case MigrationApplied e -> applied(stored, e);
      case MigrationFailed e -> await("failure " + e.version(), add("failure", e.file(), stored));
      case MigrationRecovered e ->
          settle(
              "failure " + e.version(),
              stored,
              "recovered, %s now: %s".formatted(Words.of(e.status()), e.reason()));
      case MigrationRetired e -> settle("failure " + e.version(), stored, "retired: " + e.reason());
      case RollbackFailed e -> await("rollback " + e.version(), add("failure", e.file(), stored));
      case MigrationRolledBack e -> settle("rollback " + e.version(), stored, "rolled back later");
      case ExceptionReviewed e ->
          settle(
              "glass " + e.version(),
              stored,
              "reviewed by %s: %s".formatted(e.reviewer(), e.reason()));
      default -> beside(stored);
    }
  }

  /** What happens beside migrations: to the schema, the capture, and the records themselves. */
  private void beside(StoredEvent stored) {
    switch (stored.event()) {
      case DriftDetected e -> {
        var by = e.observed().by();
        var who = by.by().isEmpty() ? "unknown" : by.by() + " (" + Words.of(by.grade()) + ")";
        var label = e.observed().drift().label();
        await("drift " + label, add("out-of-band", label, who, stored));
      }
      case DriftResolved e ->
          settle("drift " + e.object(), stored, (Words.of(e.end()) + " " + e.reason()).strip());
      case DdlObserved e when e.ddl().migration().isEmpty() && !e.ddl().inExtension() ->
          await(
              DDL,
              add(
                  "out-of-band",
                  (e.ddl().kind() + " " + e.ddl().identity()).strip(),
                  e.ddl().context().sessionUser(),
                  stored));
      case SchemaVerified e ->
          settle(
              DDL, stored, "the schema was looked at afterwards; what differed is told as drift");
      case CaptureGap e -> gap(stored, e);
      case CaptureStopped e -> await("capture", add("capture-gap", "all of it", stored));
      case CaptureStarted e -> settle("capture", stored, "installed again");
      case HistoryImported e ->
          add("imported", e.table(), stored).settle(stored, "taken over: " + e.reason());
      case BaselineEstablished e ->
          add("baseline", e.version().text(), stored).settle(stored, "taken over: " + e.reason());
      case ReceiptTampered e ->
          add("receipt-tampered", e.version().text(), stored)
              .settle(stored, "the ledger was found right: " + e.reason());
      case LedgerRestored e ->
          add("restored", e.database(), stored).settle(stored, "decided: " + e.reason());
      default -> {}
    }
  }

  /** Broken glass is open until somebody has looked at it; another rule was set aside for good. */
  private void overridden(StoredEvent stored, RuleOverride override) {
    var version = override.version().text();
    if (ApprovalState.GLASS.contains(override.rule())) {
      await("glass " + version, add("break-glass", version, stored));
    } else {
      add("override", version, stored).settle(stored, "allowed: " + override.reason());
    }
  }

  private void edited(StoredEvent stored, Edit edit) {
    var key = "edit " + edit.version();
    if (edit.kind() == Edit.Kind.REVERTED) {
      settle(key, stored, "put back to the bytes that ran");
      return;
    }
    var by = edit.changes().stream().findFirst().map(Authorship::signature).orElse("nobody known");
    var found = add("edited-after-run", edit.file(), by, stored);
    if (edit.now().equals(edit.applied())) {
      found.settle(stored, "the bytes are those that ran");
    } else {
      await(key, found);
    }
  }

  private static String acknowledged(StoredEvent stored, EditAcknowledged e) {
    return "acknowledged by %s%s: %s"
        .formatted(
            stored.origin().actor().principal(),
            e.approvedBy().isEmpty() ? "" : ", approved by " + e.approvedBy(),
            e.reason());
  }

  private void applied(StoredEvent stored, MigrationApplied e) {
    settle("failure " + e.version(), stored, "applied later");
    if (!e.outOfOrder()) {
      return;
    }
    var late = add("out-of-order", e.file(), stored);
    var override = overrides.get(e.run() + " " + e.version());
    if (override == null) {
      late.leave("open: no override is recorded for it");
    } else {
      late.settle(stored, "allowed: " + override.override().reason());
    }
  }

  /** A gap is told when it is noticed, and once more when it is over. */
  private void gap(StoredEvent stored, CaptureGap e) {
    var key = "gap " + e.part().name() + " " + e.from();
    if (open.containsKey(key)) {
      settle(key, stored, "it is over; whether DDL went unseen cannot be known");
      return;
    }
    var found = add("capture-gap", e.part().name(), stored);
    if (e.open()) {
      await(key, found);
    } else {
      found.settle(stored, "it is over; whether DDL went unseen cannot be known");
    }
  }

  private Case add(String kind, String subject, StoredEvent stored) {
    return add(kind, subject, stored.origin().actor().principal(), stored);
  }

  private Case add(String kind, String subject, String by, StoredEvent stored) {
    var found = new Case(kind, subject, by, stored);
    cases.add(found);
    return found;
  }

  private void await(String key, Case found) {
    open.computeIfAbsent(key, k -> new ArrayList<>()).add(found);
  }

  private void settle(String key, StoredEvent by, String words) {
    var settled = open.remove(key);
    if (settled != null) {
      settled.forEach(c -> c.settle(by, Sentences.plain(words)));
    }
  }
}
