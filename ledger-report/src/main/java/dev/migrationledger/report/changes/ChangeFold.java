package dev.migrationledger.report.changes;

import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.ledger.ApprovalState;
import dev.migrationledger.domain.ledger.ApprovalState.Given;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Millis;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.Sentences;
import dev.migrationledger.query.projection.Words;
import dev.migrationledger.report.Period;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events to the changes of a period. */
final class ChangeFold {

  private final Period period;
  private final Map<String, Authorship> authors = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private ApprovalState approvals = ApprovalState.NONE;

  ChangeFold(Period period) {
    this.period = period;
  }

  List<Change> changes() {
    return changes;
  }

  void on(StoredEvent stored) {
    switch (stored.event()) {
      case MigrationDiscovered e -> authors.put(e.script().checksum().hex(), e.script().author());
      case MigrationEdited e when !e.edit().changes().isEmpty() ->
          authors.put(e.edit().now().hex(), e.edit().changes().getFirst());
      default -> {}
    }
    if (period.holds(stored.recordedAt())) {
      change(stored);
    }
    approvals = approvals.after(stored.event());
  }

  private void change(StoredEvent stored) {
    switch (stored.event()) {
      case MigrationApplied e ->
          add(
              stored,
              "applied",
              new What(e.version().text(), e.file(), e.checksum().hex(), e.run()),
              "committed"
                  + (e.outOfOrder() ? ", out of order" : "")
                  + (e.fromReceipt() ? ", known from its receipt" : ""),
              new Millis(e.execution().durationMs()));
      case MigrationFailed e ->
          add(
              stored,
              "failed",
              new What(e.version().text(), e.file(), e.checksum().hex(), e.run()),
              failure(e.failure()),
              new Millis(e.durationMs()));
      case MigrationRolledBack e ->
          add(
              stored,
              "rolled-back",
              new What(e.version().text(), e.file(), e.checksum().hex(), e.run()),
              "taken back: " + e.reason(),
              new Millis(e.execution().durationMs()));
      case RollbackFailed e ->
          add(
              stored,
              "rollback-failed",
              new What(e.version().text(), e.file(), e.checksum().hex(), e.run()),
              failure(e.failure()) + " The migration stays applied.",
              new Millis(e.durationMs()));
      default -> decided(stored);
    }
  }

  /** What people decided beside runs. */
  private void decided(StoredEvent stored) {
    switch (stored.event()) {
      case MigrationRecovered e ->
          add(
              stored,
              "recovered",
              What.of(e.version().text()),
              "%s now: %s. %s".formatted(Words.of(e.status()), e.done(), e.reason()));
      case TargetRepaired e ->
          add(
              stored,
              "repaired",
              What.of(""),
              "%s %s: %s. %s".formatted(e.state(), e.subject(), e.done(), e.reason()));
      case BaselineEstablished e ->
          add(
              stored,
              "baselined",
              What.of(e.version().text()),
              "%s taken as done without having run: %s"
                  .formatted(Sentences.versions(e.covered()), e.reason()));
      case MigrationRetired e ->
          add(
              stored,
              "retired",
              new What(e.version().text(), e.file(), "", ""),
              "will never run: " + e.reason());
      case HistoryImported e ->
          add(
              stored,
              "imported",
              What.of(""),
              "%d rows of %s, table %s, imported and not witnessed: %s"
                  .formatted(e.rows().size(), e.tool(), e.table(), e.reason()));
      default -> {}
    }
  }

  private static String failure(Failure failure) {
    return Sentences.message(failure) + Sentences.place(failure) + ". " + Sentences.left(failure);
  }

  private void add(StoredEvent stored, String kind, What what, String outcome) {
    add(stored, kind, what, outcome, Millis.NONE);
  }

  private void add(StoredEvent stored, String kind, What what, String outcome, Millis duration) {
    var actor = stored.origin().actor();
    var author = authors.get(what.checksum());
    changes.add(
        new Change(
            kind,
            what.version(),
            what.file(),
            what.checksum(),
            Moment.of(stored.recordedAt()),
            actor.principal()
                + (actor.onBehalfOf().isEmpty() ? "" : " on behalf of " + actor.onBehalfOf()),
            actor.authenticatedBy(),
            from(stored.origin()),
            what.run(),
            author == null ? "" : author.signature(),
            author == null ? "" : author.commit(),
            approvedBy(what),
            outcome,
            duration,
            stored.index(),
            stored.leaf()));
  }

  /** Whose approvals of these bytes stood when they ran. */
  private String approvedBy(What what) {
    return what.run().isEmpty() || what.checksum().isEmpty()
        ? ""
        : approvals.of(new Version(what.version()), new Checksum(what.checksum())).stream()
            .map(Given::approver)
            .collect(Collectors.joining(", "));
  }

  private static String from(Origin origin) {
    if (!origin.ci().system().isEmpty()) {
      var place = origin.ci().url().isEmpty() ? origin.ci().run() : origin.ci().url();
      return (origin.ci().system() + " " + place).strip();
    }
    var user = origin.actor().osUser();
    return user.isEmpty() ? origin.actor().host() : user + "@" + origin.actor().host();
  }

  /** Which bytes, in which run. */
  private record What(String version, String file, String checksum, String run) {

    static What of(String version) {
      return new What(version, "", "", "");
    }
  }
}
