package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.CompleteRepair;
import dev.migrationledger.domain.command.DisownReceipt;
import dev.migrationledger.domain.command.PlanRepair;
import dev.migrationledger.domain.command.SettleRestore;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules about repairs of a target, and about histories that do not fit together. */
final class RestoreRules {

  private RestoreRules() {}

  static List<LedgerEvent> plan(LedgerState state, PlanRepair c) {
    var open = state.repairs().open().get(Repairs.key(c.state(), c.subject()));
    return c.plan().equals(open)
        ? List.of()
        : List.of(
            new RepairPlanned(
                c.target(), c.plan(), c.state(), c.subject(), c.found(), c.actions()));
  }

  static List<LedgerEvent> complete(LedgerState state, CompleteRepair c) {
    LedgerRules.requireReason(c.reason(), "repair a target");
    return state.repairs().open().containsKey(Repairs.key(c.state(), c.subject()))
        ? List.of(
            new TargetRepaired(
                c.target(),
                c.plan(),
                c.state(),
                c.subject(),
                c.accepted(),
                c.done(),
                c.proof(),
                c.reason().strip()))
        : List.of();
  }

  static List<LedgerEvent> disown(LedgerState state, DisownReceipt c) {
    LedgerRules.requireReason(c.reason(), "disown a receipt");
    var known = LedgerRules.known(state, c.version());
    if (known.checksum().equals(c.receipt())
        || state.repairs().acceptsReceipt(c.version(), c.receipt())) {
      return List.of();
    }
    return List.of(
        new ReceiptTampered(
            c.target(), c.version(), known.checksum(), c.receipt(), c.reason().strip()));
  }

  static List<LedgerEvent> settle(LedgerState state, SettleRestore c) {
    LedgerRules.requireReason(c.reason(), "settle a restore");
    if (state.run().isOpen()) {
      throw new LedgerRefusal.RunInProgress(c.target(), state.run().id());
    }
    var refusals = new ArrayList<LedgerRefusal>();
    c.taken().forEach(taken -> checkTaken(state, taken, refusals));
    c.undone().forEach(version -> checkDone(state, version, refusals));
    c.kept().forEach(version -> checkDone(state, version, refusals));
    RunRules.throwAll(refusals);
    return isNews(state, c)
        ? List.of(
            new LedgerRestored(
                c.target(),
                c.systemIdentifier(),
                c.database(),
                c.names(),
                c.taken(),
                c.undone(),
                c.kept(),
                c.found(),
                c.reason().strip()))
        : List.of();
  }

  private static boolean isNews(LedgerState state, SettleRestore c) {
    return !c.taken().isEmpty()
        || !c.undone().isEmpty()
        || !state.systemIdentifier().equals(c.systemIdentifier())
        || !state.database().equals(c.database())
        || !c.names().stream().allMatch(state.repairs()::acceptsName)
        || !c.kept().stream().allMatch(state.repairs()::acceptsNoReceipt);
  }

  /** Only bytes that the ledger has seen can be taken, and a retired migration never ran. */
  private static void checkTaken(
      LedgerState state, PlannedMigration taken, List<LedgerRefusal> refusals) {
    var known = state.migration(taken.version());
    if (known.isEmpty()) {
      refusals.add(new LedgerRefusal.UnknownMigration(taken.version(), state.target()));
    } else if (known.get().status() == MigrationStatus.RETIRED) {
      refusals.add(new LedgerRefusal.RetiredMigration(taken.version()));
    } else if (known.get().status().isDone()) {
      refusals.add(new LedgerRefusal.AlreadyDone(taken.version(), "taken from its receipt"));
    } else if (!known.get().checksum().equals(taken.checksum())) {
      refusals.add(
          new LedgerRefusal.ChecksumChanged(
              taken.version(), known.get().checksum(), taken.checksum()));
    }
  }

  private static void checkDone(LedgerState state, Version version, List<LedgerRefusal> refusals) {
    var known = state.migration(version);
    if (known.isEmpty()) {
      refusals.add(new LedgerRefusal.UnknownMigration(version, state.target()));
    } else if (!known.get().status().isDone()) {
      var word = known.get().status().name().toLowerCase(Locale.ROOT).replace('_', '-');
      refusals.add(new LedgerRefusal.NothingToRecover(version, word));
    }
  }
}
