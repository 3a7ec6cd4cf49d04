package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.OpenRun;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.run.PlannedMigration;
import dev.migrationledger.domain.run.RunOutcome;
import dev.migrationledger.runner.target.Position;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out how a run ended that nobody saw end. Called while holding the target's lock, so that
 * its process is gone for sure.
 */
public final class OpenRunSettler {

  private OpenRunSettler() {}

  /** What has to be recorded, in order; empty when no run is open. */
  public static List<LedgerCommand> settle(LedgerState state, List<Receipt> receipts) {
    var run = state.run();
    if (!run.isOpen()) {
      return List.of();
    }
    var ofRun =
        receipts.stream()
            .filter(r -> r.run().equals(run.id()))
            .collect(Collectors.groupingBy(r -> r.version().number()));
    var commands = new ArrayList<LedgerCommand>();
    var outcome = outcomes(state, receipts, ofRun, commands);
    commands.add(new FinishRun(state.target(), run.id(), outcome, 0));
    return commands;
  }

  /** Whether the target holds something of an open run that the ledger does not know yet. */
  public static boolean isAhead(LedgerState state, List<Receipt> receipts) {
    return settle(state, receipts).stream()
        .anyMatch(command ->
            switch (command) {
              case RecordApplied any -> true;
              case RecordRolledBack any -> true;
              case RecordFailed failed -> failed.failure().kind() == Failure.Kind.HALF_DONE;
              default -> false;
            });
  }

  private static RunOutcome outcomes(
      LedgerState state,
      List<Receipt> all,
      Map<Long, List<Receipt>> ofRun,
      List<LedgerCommand> commands) {
    var target = state.target();
    var run = state.run();
    if (run.applied() < run.done()) {
      return RunOutcome.FAILED;
    }
    if (run.isRollback()) {
      return takenBack(target, run, ofRun, commands);
    }
    var done = new ArrayList<RecordApplied.Migration>();
    var left = run.plan().subList(run.done(), run.plan().size()).iterator();
    var interrupted = Optional.<RecordFailed>empty();
    while (left.hasNext() && interrupted.isEmpty()) {
      var planned = left.next();
      var own =
          ofRun.getOrDefault(planned.version().number(), List.of()).stream()
              .filter(r -> r.checksum().equals(planned.checksum()))
              .toList();
      var applied = own.stream().filter(r -> r.phase() == Receipt.Phase.APPLIED).findFirst();
      if (applied.isEmpty()) {
        var kept = goesOn(state, planned) ? steps(all, planned) : own;
        var failure = kept.isEmpty() ? leftNothing() : stoppedHalfWay(kept);
        interrupted =
            Optional.of(
                new RecordFailed(
                    target, run.id(), planned.version(), planned.checksum(), failure, 1, 0));
      } else {
        done.add(
            new RecordApplied.Migration(
                planned.version(), planned.checksum(), applied.get().execution(), true));
      }
    }
    if (!done.isEmpty()) {
      commands.add(new RecordApplied(target, run.id(), done));
    }
    interrupted.ifPresent(commands::add);
    return interrupted.isEmpty() ? RunOutcome.SUCCEEDED : RunOutcome.INTERRUPTED;
  }

  /** A down script runs in one transaction: its receipt is there, or it left nothing. */
  private static RunOutcome takenBack(
      String target, OpenRun run, Map<Long, List<Receipt>> receipts, List<LedgerCommand> commands) {
    for (int i = run.done(); i < run.plan().size(); i++) {
      var planned = run.plan().get(i);
      var receipt =
          receipts.getOrDefault(planned.version().number(), List.of()).stream()
              .filter(r -> r.phase() == Receipt.Phase.ROLLED_BACK)
              .filter(r -> r.checksum().equals(planned.checksum()))
              .findFirst();
      if (receipt.isEmpty()) {
        commands.add(
            new RecordRollbackFailed(
                target, run.id(), planned.version(), planned.checksum(), leftNothing(), 1, 0));
        return RunOutcome.INTERRUPTED;
      }
      commands.add(
          new RecordRolledBack(
              target,
              run.id(),
              planned.version(),
              planned.checksum(),
              run.back().schemas().get(i),
              receipt.get().execution(),
              true));
    }
    return RunOutcome.SUCCEEDED;
  }

  /** Whether the run went on with what stopped half-way before: earlier statements stay done. */
  private static boolean goesOn(LedgerState state, PlannedMigration planned) {
    return state
        .migration(planned.version())
        .filter(m -> m.status() == MigrationStatus.UNKNOWN && !m.imported())
        .isPresent();
  }

  private static List<Receipt> steps(List<Receipt> receipts, PlannedMigration planned) {
    return receipts.stream().filter(r -> r.version().compareTo(planned.version()) == 0).toList();
  }

  private static Failure leftNothing() {
    return new Failure(
        Failure.Kind.INTERRUPTED,
        "",
        "the run was interrupted before the migration was committed; nothing of it was kept",
        "",
        "",
        0,
        0,
        0,
        0);
  }

  private static Failure stoppedHalfWay(List<Receipt> own) {
    var kept =
        (int)
            own.stream()
                .filter(r -> r.phase() == Receipt.Phase.STEP)
                .map(Receipt::statement)
                .distinct()
                .count();
    var position = Position.of(own);
    var done = position.done();
    var begun = position.begun();
    var where =
        begun > done
            ? "at statement " + begun + ", which runs outside a transaction"
            : "after statement " + done + " of a script that runs statement by statement";
    return new Failure(
        Failure.Kind.HALF_DONE,
        "",
        "the run was interrupted " + where,
        kept + (begun > done ? " statements before it are done" : " statements are done"),
        "",
        Math.max(begun, done),
        0,
        0,
        kept);
  }
}
