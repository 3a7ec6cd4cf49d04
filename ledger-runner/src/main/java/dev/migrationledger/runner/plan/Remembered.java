package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.RunFinished;
import dev.migrationledger.domain.event.RunStarted;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.runner.target.Receipt;
import dev.migrationledger.runner.target.TargetIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a target as far as the target itself remembers it: what was applied, with which
 * bytes, and what stopped half-way. It does not know retirements, baselines and accepted edits.
 */
public final class Remembered {

  private Remembered() {}

  /** The state that the receipts tell. */
  public static LedgerState of(
      String target, String environment, TargetIdentity identity, List<Receipt> receipts) {
    var state = new LedgerState();
    state.evolve(
        new TargetRegistered(
            target, environment, identity.systemIdentifier(), identity.database()));
    var last = new LinkedHashMap<Long, Receipt>();
    receipts.stream()
        .filter(r -> r.target().equals(target) && r.phase() != Receipt.Phase.ROLLED_BACK)
        .forEach(r -> last.put(r.version().number(), r));
    last.values().forEach(receipt -> remember(state, receipt));
    return state;
  }

  private static void remember(LedgerState state, Receipt r) {
    var applied = r.phase() == Receipt.Phase.APPLIED;
    var plan = List.of(new PlannedMigration(r.version(), r.file(), r.checksum()));
    state.evolve(new MigrationDiscovered(r.target(), script(r)));
    state.evolve(new RunStarted(r.target(), r.run(), plan, Map.of()));
    state.evolve(
        switch (r.phase()) {
          case APPLIED ->
              new MigrationApplied(
                  r.target(),
                  r.run(),
                  r.version(),
                  r.file(),
                  r.checksum(),
                  r.execution(),
                  false,
                  true);
          case BEGUN, STEP, ROLLED_BACK ->
              new MigrationFailed(
                  r.target(), r.run(), r.version(), r.file(), r.checksum(), halfDone(r), 1, 0);
        });
    var outcome = applied ? RunOutcome.SUCCEEDED : RunOutcome.FAILED;
    state.evolve(new RunFinished(r.target(), r.run(), outcome, applied ? 1 : 0, List.of(), 0));
  }

  private static Script script(Receipt r) {
    var at = r.execution().endedAt();
    var unknown = new Authorship(Authorship.Source.NO_GIT, "", "unknown", "", "", "", at, at, "");
    return new Script(
        r.version(),
        r.file(),
        r.checksum(),
        r.checksum(),
        0,
        "",
        unknown,
        List.of(),
        List.of(),
        r.phase() == Receipt.Phase.APPLIED,
        ScriptFacts.unread("known from the receipt only"));
  }

  private static Failure halfDone(Receipt r) {
    return new Failure(
        Failure.Kind.HALF_DONE, "", "stopped half-way", "", "", r.statement(), 0, 0, 0);
  }
}
