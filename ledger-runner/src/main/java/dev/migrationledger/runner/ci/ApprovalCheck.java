package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.approval.ApprovalGate;
import dev.migrationledger.runner.approval.Approved;
import dev.migrationledger.runner.source.MigrationFolder;
import java.util.Optional;

/**
 * Says which approvals a deploy will miss. It stops no merge: approvals are given for bytes, and
 * often only after the merge.
 */
final class ApprovalCheck {

  private final CiRequest request;

  ApprovalCheck(CiRequest request) {
    this.request = request;
  }

  /** Adds a check where approvals are needed and a ledger knows them. */
  void check(MigrationFolder here, Optional<LedgerState> known, Checks checks) {
    var state = known.orElseGet(LedgerState::new);
    var environment = state.isRegistered() ? state.environment() : request.shadow().environment();
    var needed = request.approvals().needed(environment);
    if (needed == 0) {
      return;
    }
    if (known.isEmpty()) {
      checks.skip(Ci.APPROVALS, "no ledger was asked who approved what");
      return;
    }
    var started = System.nanoTime();
    var waiting = ApprovalGate.ofAnybody(request.approvals()).waiting(here, environment, state);
    var findings =
        waiting.stream().filter(a -> a.missing() > 0).map(ApprovalCheck::finding).toList();
    checks.done(
        Ci.APPROVALS,
        "%s, %d to approve".formatted(Checks.counted(waiting.size(), "migration"), findings.size()),
        findings,
        started);
  }

  private static Finding finding(Approved missing) {
    return CiCode.UNAPPROVED.of(missing.migration().file(), missing.told());
  }
}
