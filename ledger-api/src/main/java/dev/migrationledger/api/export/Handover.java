package dev.migrationledger.api.export;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.domain.command.RecordExport;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.runner.workspace.ProgramVersion;
import dev.migrationledger.store.LedgerStore;
import java.util.List;
import java.util.UUID;

/** Puts on record what of the log a caller takes away. */
public final class Handover {

  private final LedgerStore store;

  public Handover(LedgerStore store) {
    this.store = store;
  }

  /**
   * Records it, for each target that it tells of.
   *
   * @throws dev.migrationledger.store.failure.StoreFailure when it cannot be recorded: then it must
   *     not be given
   */
  public void record(Caller caller, List<RecordExport> exports) {
    var origin =
        new Origin(
            caller.actor(),
            CiContext.NONE,
            UUID.randomUUID().toString(),
            "migration-ledger " + ProgramVersion.TEXT);
    exports.forEach(export -> store.send(export, origin));
  }
}
