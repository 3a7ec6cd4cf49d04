package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.event.BaselineEstablished;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationRecovered;
import dev.migrationledger.domain.event.RecoveryPlanned;
import dev.migrationledger.domain.run.MigrationStatus;
import java.util.List;
import java.util.Locale;

/** The rules about taking a schema over and about getting out of a failure state. */
final class RecoveryRules {

  private RecoveryRules() {}

  static List<LedgerEvent> baseline(LedgerState state, EstablishBaseline c) {
    LedgerRules.requireReason(c.reason(), "establish a baseline");
    LedgerRules.known(state, c.version());
    if (state.run().isOpen()) {
      throw new LedgerRefusal.RunInProgress(c.target(), state.run().id());
    }
    var upTo = state.upTo(c.version()).values();
    for (var migration : upTo) {
      switch (migration.status()) {
        case UNKNOWN -> throw new LedgerRefusal.NeedsRecovery(migration.version());
        case PENDING, REJECTED, RUNNING, APPLIED, FAILED, RETIRED, BASELINED, ROLLED_BACK -> {}
      }
    }
    var covered =
        upTo.stream().filter(m -> m.status().mayRun()).map(MigrationState::version).toList();
    if (covered.isEmpty()) {
      return List.of();
    }
    return List.of(
        new BaselineEstablished(
            c.target(), c.version(), covered, c.reason().strip(), c.schemaHash()));
  }

  static List<LedgerEvent> plan(LedgerState state, PlanRecovery c) {
    var known = LedgerRules.known(state, c.version());
    return switch (known.status()) {
      case FAILED, UNKNOWN ->
          List.of(new RecoveryPlanned(c.target(), c.version(), c.found(), c.actions()));
      case PENDING, REJECTED, RUNNING, APPLIED, RETIRED, BASELINED, ROLLED_BACK ->
          throw nothingToRecover(known);
    };
  }

  static List<LedgerEvent> complete(LedgerState state, CompleteRecovery c) {
    LedgerRules.requireReason(c.reason(), "recover a migration");
    var known = LedgerRules.known(state, c.version());
    if (!known.recovering()) {
      throw nothingToRecover(known);
    }
    if (known.status().isDone() && !c.status().isDone()) {
      throw new LedgerRefusal.AlreadyDone(c.version(), "recovered to " + word(c.status()));
    }
    return List.of(
        new MigrationRecovered(
            c.target(), c.version(), c.status(), c.done(), c.proof(), c.reason().strip()));
  }

  private static LedgerRefusal nothingToRecover(MigrationState known) {
    return new LedgerRefusal.NothingToRecover(known.version(), word(known.status()));
  }

  private static String word(MigrationStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
