package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.runner.deploy.Recorder;
import dev.migrationledger.runner.drift.DriftScan;
import dev.migrationledger.runner.settings.Setting;
import dev.migrationledger.runner.watch.DdlWatch;
import dev.migrationledger.runner.watch.WatchCode;
import dev.migrationledger.runner.watch.WatchRefused;
import dev.migrationledger.runner.workspace.Workspace;
import java.util.function.Consumer;

/**
 * A look at a target for drift, under its lock, with what the capture saw collected before.
 *
 * @param workspace the target and its ledger; closed by whoever opened it
 * @param recorder who records
 * @param scan looks
 */
public record DriftLook(Workspace workspace, Recorder recorder, DriftScan scan) {

  /**
   * Takes the lock and collects.
   *
   * @param notes what people may want to know meanwhile
   */
  public static DriftLook begin(Workspace workspace, Consumer<String> notes) {
    workspace
        .session()
        .lock(
            workspace.settings().duration(Setting.LOCK_WAIT),
            holder -> notes.accept("waiting for the lock, held by " + holder.describe()));
    var recorder = workspace.recorder();
    collect(workspace, recorder, notes);
    return new DriftLook(workspace, recorder, new DriftScan(workspace.session(), recorder));
  }

  /** What the capture saw tells who it was. */
  private static void collect(Workspace workspace, Recorder recorder, Consumer<String> notes) {
    if (!workspace.hasLedger() || !recorder.state().isRegistered()) {
      return;
    }
    var watch =
        new DdlWatch(workspace.session(), workspace.address().url(), workspace.gateway(), recorder);
    try {
      watch.collect();
    } catch (WatchRefused e) {
      if (e.code() != WatchCode.NOT_INSTALLED) {
        notes.accept(String.valueOf(e.getMessage()));
      }
    }
  }
}
