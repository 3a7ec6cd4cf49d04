package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The rules about scripts: what is new, what changed. */
final class ScriptRules {

  private ScriptRules() {}

  static List<LedgerEvent> discover(LedgerState state, DiscoverMigrations c) {
    var byVersion = new TreeMap<Version, Script>();
    var refusals = new ArrayList<LedgerRefusal>();
    var events = new ArrayList<LedgerEvent>();
    for (var script : c.scripts()) {
      var twin = byVersion.put(script.version(), script);
      if (twin != null) {
        refusals.add(
            new LedgerRefusal.DuplicateVersion(script.version(), twin.file(), script.file()));
      } else if (isNews(state, script)) {
        events.add(new MigrationDiscovered(c.target(), script));
      }
    }
    RunRules.throwAll(refusals);
    return events;
  }

  private static boolean isNews(LedgerState state, Script script) {
    if (state.run().awaits(script.version())) {
      return false;
    }
    return state
        .migration(script.version())
        .map(known ->
            (known.status().mayRun()
                    || (known.recovering() && known.status() == MigrationStatus.UNKNOWN))
                && (!known.checksum().equals(script.checksum())
                    || !known.file().equals(script.file())))
        .orElse(true);
  }

  static List<LedgerEvent> observeEdits(LedgerState state, ObserveEdits c) {
    var refusals = new ArrayList<LedgerRefusal>();
    var events = new ArrayList<LedgerEvent>();
    for (var edit : c.edits()) {
      var found = state.migration(edit.version());
      if (found.isEmpty()) {
        refusals.add(new LedgerRefusal.UnknownMigration(edit.version(), c.target()));
        continue;
      }
      var known = found.get();
      if (known.status() == MigrationStatus.RETIRED || known.status().mayRun()) {
        continue;
      }
      if (!known.sight().checksum().equals(edit.now()) || !known.file().equals(edit.file())) {
        events.add(new MigrationEdited(c.target(), truthful(known, edit)));
      }
    }
    RunRules.throwAll(refusals);
    return events;
  }

  /** The ledger, not the observer, knows what ran, what was seen last and what is a revert. */
  private static Edit truthful(MigrationState known, Edit edit) {
    var kind = edit.kind();
    if (edit.now().equals(known.checksum())) {
      var renamedOnly = known.sight().checksum().equals(edit.now());
      kind = renamedOnly ? Edit.Kind.COSMETIC : Edit.Kind.REVERTED;
    } else if (edit.normalisedNow().equals(known.normalisedChecksum())) {
      kind = Edit.Kind.COSMETIC;
    } else if (kind == Edit.Kind.REVERTED) {
      kind = Edit.Kind.SEMANTIC;
    }
    return new Edit(
        edit.version(),
        edit.file(),
        known.checksum(),
        known.sight().checksum(),
        edit.now(),
        edit.normalisedNow(),
        kind,
        edit.content(),
        edit.diff(),
        edit.changes());
  }
}
