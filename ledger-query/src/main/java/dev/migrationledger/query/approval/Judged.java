package dev.migrationledger.query.approval;

import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationRetired;
import dev.migrationledger.domain.event.RuleOverridden;
import dev.migrationledger.domain.ledger.ApprovalState;
import dev.migrationledger.domain.ledger.ApprovalState.Given;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.answer.Evidence;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.approval.ApprovalsAnswer.Approval;
import dev.migrationledger.query.approval.ApprovalsAnswer.Exceptional;
import dev.migrationledger.store.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/** Follows one migration's events, and keeps what became of each approval and broken glass. */
final class Judged {

  private final Version version;
  private final List<Approval> approvals = new ArrayList<>();
  private final List<Exceptional> exceptions = new ArrayList<>();
  private ApprovalState state = ApprovalState.NONE;

  Judged(Version version) {
    this.version = version;
  }

  List<Approval> approvals() {
    return List.copyOf(approvals);
  }

  List<Exceptional> exceptions() {
    return List.copyOf(exceptions);
  }

  /** The next event, in the order of the log. */
  void take(StoredEvent stored) {
    state = state.after(stored.event());
    switch (stored.event()) {
      case MigrationApproved e -> approvals.add(given(stored, e));
      case RuleOverridden e when broke(e) -> exceptions.add(broken(stored, e));
      case ExceptionReviewed e -> exceptions.replaceAll(x -> x.reviewed() ? x : seen(x, stored, e));
      default -> {}
    }
    approvals.replaceAll(a -> a.stands() && !isStanding(a) ? ended(a, stored) : a);
  }

  private boolean isStanding(Approval approval) {
    return state.given().stream().anyMatch(g -> is(g, approval));
  }

  private static boolean is(Given given, Approval approval) {
    return given.checksum().hex().equals(approval.checksum())
        && given.approver().equals(approval.by());
  }

  private boolean broke(RuleOverridden e) {
    return ApprovalState.GLASS.contains(e.override().rule())
        && e.override().version().compareTo(version) == 0;
  }

  private static Approval given(StoredEvent stored, MigrationApproved e) {
    return new Approval(
        e.approver(),
        e.author(),
        e.reason(),
        e.checksum().hex(),
        Moment.of(stored.recordedAt()),
        true,
        "",
        Moment.NONE,
        List.of(Evidence.of(stored)));
  }

  private static Approval ended(Approval a, StoredEvent stored) {
    return new Approval(
        a.by(),
        a.author(),
        a.reason(),
        a.checksum(),
        a.at(),
        false,
        word(stored.event()),
        Moment.of(stored.recordedAt()),
        List.of(a.evidence().getFirst(), Evidence.of(stored)));
  }

  private static String word(LedgerEvent event) {
    return switch (event) {
      case MigrationDiscovered e -> "edited";
      case ApprovalWithdrawn e -> "withdrawn";
      case MigrationRetired e -> "retired";
      case BaselineEstablished e -> "baselined";
      default -> "ran";
    };
  }

  private static Exceptional broken(StoredEvent stored, RuleOverridden e) {
    return new Exceptional(
        stored.origin().actor().principal(),
        e.override().rule(),
        e.run(),
        e.override().reason(),
        Moment.of(stored.recordedAt()),
        false,
        "",
        "",
        Moment.NONE,
        List.of(Evidence.of(stored)));
  }

  private static Exceptional seen(Exceptional x, StoredEvent stored, ExceptionReviewed e) {
    return new Exceptional(
        x.by(),
        x.rule(),
        x.run(),
        x.reason(),
        x.at(),
        true,
        e.reviewer(),
        e.reason(),
        Moment.of(stored.recordedAt()),
        List.of(x.evidence().getFirst(), Evidence.of(stored)));
  }
}
