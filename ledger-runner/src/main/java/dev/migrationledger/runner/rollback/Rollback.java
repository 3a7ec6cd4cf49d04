package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.RefuseRollback;
import dev.migrationledger.domain.ledger.LedgerRefusal;
import dev.migrationledger.domain.ledger.LedgerRules;
import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.OpenRun;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.runner.deploy.DeployListener;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.RecordedSchema;
import dev.migrationledger.runner.plan.OpenRunSettler;
import dev.migrationledger.runner.record.Journal;
import dev.migrationledger.runner.record.LedgerGateway;
import dev.migrationledger.runner.schema.LiveSchema;
import dev.migrationledger.runner.target.TargetSession;
import java.util.ArrayList;
import java.util.List;

/** The room's entry: plans a rollback while it holds the target's lock, and carries it out. */
public final class Rollback {

  private final RollbackRequest request;
  private final TargetSession session;
  private final Recorder recorder;
  private final DeployListener listener;
  private final List<String> settled = new ArrayList<>();

  /** A rollback for one target; the recorder speaks for the actor. */
  public Rollback(
      RollbackRequest request, TargetSession session, Recorder recorder, DeployListener listener) {
    this.request = request;
    this.session = session;
    this.recorder = recorder;
    this.listener = listener;
  }

  /**
   * Plans and leaves no trace: no lock, no table, no event.
   *
   * @param state what the ledger knows; a run that nobody saw end is settled in it, in memory only
   * @throws LedgerRefusal.UnknownTarget when the ledger knows nothing of the target
   */
  public static RollbackPlan dryRun(
      RollbackRequest request, TargetSession session, LedgerGateway ledger, LedgerState state) {
    if (!state.isRegistered()) {
      throw new LedgerRefusal.UnknownTarget(request.deploy().target());
    }
    var open = state.run();
    OpenRunSettler.settle(state, session.receipts())
        .forEach(command -> LedgerRules.decide(state, command).forEach(state::evolve));
    return new RollbackPlanner(request, session, ledger, state).plan(left(open, state));
  }

  /**
   * Takes the lock, settles earlier runs and plans; a refusal is recorded.
   *
   * @throws LedgerRefusal when the ledger knows nothing of the target, or another by its name
   * @throws dev.migrationledger.runner.target.TargetFailure when the target cannot be used
   */
  public RollbackPlan plan() {
    var deploy = request.deploy();
    session.lock(deploy.lockWait(), listener::waitingForLock);
    if (!recorder.state().isRegistered()) {
      throw new LedgerRefusal.UnknownTarget(recorder.target());
    }
    recorder.register(session, deploy.environment());
    session.installReceipts();
    settled.addAll(recorder.bringIn(Journal.waiting(deploy.journals()), session.receipts()));
    settle();
    var plan = new RollbackPlanner(request, session, recorder.ledger(), recorder.state()).plan("");
    if (plan.refused() && !isDoneAlready(plan)) {
      recorder.send(
          new RefuseRollback(
              recorder.target(),
              recorder.run(),
              plan.to().text(),
              request.reason(),
              plan.findings().stream().filter(Finding::blocks).toList()));
    }
    return plan;
  }

  /** What became of earlier runs that nobody saw end, a sentence each. */
  public List<String> settled() {
    return List.copyOf(settled);
  }

  /** Whether an earlier run, settled just now, has done all of it. */
  public boolean isDoneAlready(RollbackPlan plan) {
    return !settled.isEmpty()
        && plan.refused()
        && plan.findings().stream()
            .allMatch(f -> f.code().equals(RollbackCode.NOTHING_ABOVE.code()));
  }

  /** Carries out what {@link #plan} gave, while the lock is held. */
  public RollbackReport execute(RollbackPlan plan) {
    return new RollbackRun(request, session, recorder, listener).execute(plan);
  }

  /** After a rollback that was killed the schema is known where it is the one that was proved. */
  private void settle() {
    var open = recorder.state().run();
    settled.addAll(recorder.settle(session.receipts()));
    var left = left(open, recorder.state());
    if (left.isEmpty()) {
      return;
    }
    var live = LiveSchema.of(session);
    if (live.hash().equals(left)) {
      recorder.send(
          new RecordSchema(
              recorder.target(),
              open.id(),
              RecordedSchema.keep(recorder.ledger(), live),
              live.hash(),
              List.of()));
    }
  }

  /** SHA-256 of what a rollback was proved to leave that was killed; empty when that is no help. */
  private static String left(OpenRun open, LedgerState state) {
    if (!open.isRollback() || state.schema().isCurrent()) {
      return "";
    }
    var taken = takenBack(open, state);
    return taken == 0 ? "" : open.back().schemas().get(taken - 1);
  }

  private static int takenBack(OpenRun run, LedgerState state) {
    return (int)
        run.plan().stream()
            .flatMap(p -> state.migration(p.version()).stream())
            .takeWhile(m -> m.status() == MigrationStatus.ROLLED_BACK)
            .count();
  }
}
