package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RefuseRollback;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationRolledBack;
import dev.migrationledger.domain.event.RollbackFailed;
import dev.migrationledger.domain.event.RollbackRefused;
import dev.migrationledger.domain.event.RollbackStarted;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedRollback;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The rules about taking migrations back: from the highest on, and only what ran here. */
final class RollbackRules {

  private RollbackRules() {}

  static List<LedgerEvent> refuse(RefuseRollback c) {
    return List.of(new RollbackRefused(c.target(), c.run(), c.to(), c.reason(), c.findings()));
  }

  static List<LedgerEvent> start(LedgerState state, StartRollback c) {
    LedgerRules.requireReason(c.reason(), "take migrations back");
    if (RunRules.isOpenAlready(state, c.target(), c.run())) {
      return List.of();
    }
    var refusals = new ArrayList<LedgerRefusal>();
    c.plan().forEach(planned -> check(state, planned, refusals));
    if (refusals.isEmpty()) {
      checkOrder(state, c.plan(), refusals);
    }
    RunRules.throwAll(refusals);
    return List.of(
        new RollbackStarted(c.target(), c.run(), c.plan(), c.reason().strip(), c.settings()));
  }

  private static void check(
      LedgerState state, PlannedRollback planned, List<LedgerRefusal> refusals) {
    var version = planned.version();
    var found = state.migration(version);
    if (found.isEmpty()) {
      refusals.add(new LedgerRefusal.UnknownMigration(version, state.target()));
      return;
    }
    var known = found.get();
    switch (known.status()) {
      case APPLIED -> {
        if (known.imported()) {
          refusals.add(cannot(version, "another tool applied it"));
        } else if (!known.checksum().equals(planned.applied())) {
          refusals.add(
              new LedgerRefusal.ChecksumChanged(version, known.checksum(), planned.applied()));
        }
      }
      case UNKNOWN -> refusals.add(new LedgerRefusal.NeedsRecovery(version));
      case PENDING, REJECTED, RUNNING, FAILED, RETIRED, BASELINED, ROLLED_BACK ->
          refusals.add(cannot(version, "it is " + word(known.status())));
    }
  }

  /** What is done and higher has to go first, or it would stand on what is not there any more. */
  private static void checkOrder(
      LedgerState state, List<PlannedRollback> plan, List<LedgerRefusal> refusals) {
    var gone = new HashSet<Long>();
    for (var planned : plan) {
      state.migrations().stream()
          .filter(m -> m.status().isDone() && !gone.contains(m.version().number()))
          .map(MigrationState::version)
          .reduce((lower, higher) -> higher)
          .filter(highest -> highest.compareTo(planned.version()) != 0)
          .ifPresent(highest ->
              refusals.add(cannot(planned.version(), highest + " is done and comes first")));
      gone.add(planned.version().number());
    }
  }

  static List<LedgerEvent> rolledBack(LedgerState state, RecordRolledBack c) {
    if (isLast(state, c.run(), c.version(), c.checksum()) && !state.run().hasFailed()) {
      return List.of();
    }
    requireRollback(state, c.run());
    var planned = RunRules.expected(c.target(), state.run(), c.run(), c.version(), c.checksum());
    return List.of(
        new MigrationRolledBack(
            c.target(),
            c.run(),
            planned.version(),
            planned.file(),
            c.checksum(),
            c.schema(),
            c.execution(),
            state.run().back().reason(),
            c.fromReceipt()));
  }

  static List<LedgerEvent> failed(LedgerState state, RecordRollbackFailed c) {
    if (isLast(state, c.run(), c.version(), c.checksum()) && state.run().hasFailed()) {
      return List.of();
    }
    requireRollback(state, c.run());
    var planned = RunRules.expected(c.target(), state.run(), c.run(), c.version(), c.checksum());
    return List.of(
        new RollbackFailed(
            c.target(),
            c.run(),
            planned.version(),
            planned.file(),
            c.checksum(),
            c.failure(),
            c.attempts(),
            c.durationMs()));
  }

  private static boolean isLast(LedgerState state, String run, Version version, Checksum checksum) {
    var open = state.run();
    return open.isRollback()
        && open.id().equals(run)
        && open.done() > 0
        && open.lastTried().version().equals(version)
        && open.lastTried().checksum().equals(checksum);
  }

  private static void requireRollback(LedgerState state, String run) {
    if (state.run().id().equals(run) && !state.run().isRollback()) {
      throw new LedgerRefusal.NoSuchRun(state.target(), run, run + ", which applies migrations");
    }
  }

  private static LedgerRefusal cannot(Version version, String why) {
    return new LedgerRefusal.CannotRollBack(version, why);
  }

  private static String word(MigrationStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
