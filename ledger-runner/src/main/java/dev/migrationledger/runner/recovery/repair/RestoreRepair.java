package dev.migrationledger.runner.recovery.repair;

import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.SettleRestore;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.deploy.DeployRequest;
import dev.migrationledger.runner.deploy.FolderReading;
import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.TakenSchema;
import dev.migrationledger.runner.plan.Planner;
import dev.migrationledger.runner.recovery.state.FailureState;
import dev.migrationledger.runner.recovery.state.Repair;
import dev.migrationledger.runner.source.SyntaxCheck;
import dev.migrationledger.runner.target.TargetSession;
import java.util.List;

/** Records which history goes on. */
final class RestoreRepair {

  private final DeployRequest request;
  private final TargetSession session;
  private final Recorder recorder;
  private final String reason;

  RestoreRepair(DeployRequest request, TargetSession session, Recorder recorder, String reason) {
    this.request = request;
    this.session = session;
    this.recorder = recorder;
    this.reason = reason;
  }

  /** Executes nothing; gives what was found about the schema. */
  List<Finding> record(FailureState state, Repair.Restore restore) {
    var identity = session.identity();
    var target = recorder.target();
    if (!recorder.state().isRegistered()) {
      recorder.send(
          new RegisterTarget(
              target, request.environment(), identity.systemIdentifier(), identity.database()));
    } else if (!restore.here()) {
      recorder.register(session, request.environment());
    }
    if (!restore.taken().isEmpty()) {
      discover();
    }
    recorder.send(
        new SettleRestore(
            target,
            identity.systemIdentifier(),
            identity.database(),
            restore.names(),
            restore.taken(),
            restore.undone(),
            restore.kept(),
            state.found() + ": " + String.join("; ", state.evidence()),
            reason));
    return restore.taken().isEmpty() && restore.undone().isEmpty()
        ? List.of()
        : new TakenSchema(session, recorder).takeRestored(reason);
  }

  /** The ledger takes only bytes that it has seen. */
  private void discover() {
    var syntax = new SyntaxCheck(session.identity().serverVersion(), SyntaxCheck.Extent.NOTHING);
    try (var reading = new FolderReading(request.naming(), syntax, recorder.texts())) {
      var state = recorder.state();
      recorder.observe(
          Planner.plan(
              request.folder().get(), state, session.receipts(), request.plan(state), reading));
    }
  }
}
