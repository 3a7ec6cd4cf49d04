package dev.migrationledger.runner.deploy;

import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.runner.lint.PendingLint;
import dev.migrationledger.runner.plan.OpenRunSettler;
import dev.migrationledger.runner.plan.Plan;
import dev.migrationledger.runner.plan.Planner;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetSession;

/** Plans as a deploy would, and leaves no trace: no lock, no table, no event. */
public final class DryRun {

  private DryRun() {}

  /**
   * Plans.
   *
   * @param state what the ledger knows; a run that nobody saw end is settled in it, in memory only
   * @param texts what edits are told by
   */
  public static Plan plan(
      DeployRequest request, TargetSession session, LedgerState state, AppliedTexts texts) {
    var receipts = session.receipts();
    OpenRunSettler.settle(state, receipts)
        .forEach(command -> LedgerRules.decide(state, command).forEach(state::evolve));
    var lint = PendingLint.everything(request.lint(), session);
    try (var reading =
        FolderReading.watched(request, session, texts, SyntaxCheck.Extent.EVERYTHING, lint)) {
      var plan =
          Planner.plan(request.folder().get(), state, receipts, request.plan(state), reading);
      return request.approved(plan, state);
    }
  }
}
