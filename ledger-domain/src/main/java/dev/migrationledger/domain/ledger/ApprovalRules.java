package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.ApprovalWithdrawn;
import dev.migrationledger.domain.event.ExceptionReviewed;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApproved;
import dev.migrationledger.domain.ledger.ApprovalState.BrokenGlass;
import dev.migrationledger.domain.ledger.ApprovalState.Given;
import dev.migrationledger.domain.origin.Identity;
import java.util.ArrayList;
import java.util.List;

/** The rules about approvals: who may approve what, and until when. */
final class ApprovalRules {

  private ApprovalRules() {}

  static List<LedgerEvent> approve(LedgerState state, ApproveMigration c) {
    var known = LedgerRules.known(state, c.version());
    RunRules.throwAll(refusals(state, known, c));
    var approver = c.approver().strip();
    return state.approvals().of(c.version(), c.checksum()).stream()
            .anyMatch(g -> g.approver().equalsIgnoreCase(approver))
        ? List.of()
        : List.of(
            new MigrationApproved(
                c.target(),
                c.version(),
                known.file(),
                c.checksum(),
                approver,
                c.author().strip(),
                c.reason().strip()));
  }

  /** Everything that speaks against it. */
  private static List<LedgerRefusal> refusals(
      LedgerState state, MigrationState known, ApproveMigration c) {
    var refusals = new ArrayList<LedgerRefusal>();
    if (c.reason().isBlank()) {
      refusals.add(new LedgerRefusal.ReasonRequired("approve a migration"));
    }
    switch (known.status()) {
      case RETIRED -> refusals.add(new LedgerRefusal.RetiredMigration(c.version()));
      case APPLIED, BASELINED ->
          refusals.add(new LedgerRefusal.AlreadyDone(c.version(), "approved"));
      case RUNNING, PENDING, REJECTED, FAILED, UNKNOWN, ROLLED_BACK -> {
        if (state.run().awaits(known.version())) {
          refusals.add(new LedgerRefusal.RunInProgress(state.target(), state.run().id()));
        }
        if (!known.checksum().equals(c.checksum())) {
          refusals.add(
              new LedgerRefusal.ChecksumChanged(c.version(), known.checksum(), c.checksum()));
        }
        if (Identity.isSame(c.approver(), c.author())) {
          refusals.add(new LedgerRefusal.OwnWork(c.version(), c.author(), c.approver()));
        }
      }
    }
    return refusals;
  }

  static List<LedgerEvent> withdraw(LedgerState state, WithdrawApproval c) {
    LedgerRules.requireReason(c.reason(), "withdraw an approval");
    var known = LedgerRules.known(state, c.version());
    requireNotUnderWay(state, known);
    var standing = state.approvals().of(c.version(), known.checksum());
    return standing.isEmpty()
        ? List.of()
        : List.of(
            new ApprovalWithdrawn(
                c.target(),
                c.version(),
                known.file(),
                known.checksum(),
                standing.stream().map(Given::approver).toList(),
                c.reason().strip()));
  }

  static List<LedgerEvent> review(LedgerState state, ReviewException c) {
    LedgerRules.requireReason(c.reason(), "review an exception");
    LedgerRules.known(state, c.version());
    var broken = state.approvals().unreviewed(c.version());
    if (broken.isEmpty()) {
      throw new LedgerRefusal.NothingToReview(c.version());
    }
    for (var by : c.brokenBy()) {
      if (Identity.isSame(by, c.reviewer())) {
        throw new LedgerRefusal.OwnException(c.version(), by, c.reviewer());
      }
    }
    return List.of(
        new ExceptionReviewed(
            c.target(),
            c.version(),
            broken.stream().map(BrokenGlass::run).distinct().toList(),
            broken.stream().map(BrokenGlass::rule).distinct().sorted().toList(),
            c.reviewer().strip(),
            c.reason().strip()));
  }

  private static void requireNotUnderWay(LedgerState state, MigrationState known) {
    if (state.run().awaits(known.version())) {
      throw new LedgerRefusal.RunInProgress(state.target(), state.run().id());
    }
  }
}
