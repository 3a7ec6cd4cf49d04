package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.ImportHistory;
import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.run.MigrationStatus;
import java.util.ArrayList;
import java.util.List;

/** The rules about another tool's history: a row is taken over once. */
final class ImportRules {

  /** So many rows go into one event at most. */
  static final int MOST_ROWS = 500;

  private ImportRules() {}

  static List<LedgerEvent> take(LedgerState state, ImportHistory c) {
    LedgerRules.requireReason(c.reason(), "import a history");
    if (state.run().isOpen()) {
      throw new LedgerRefusal.RunInProgress(c.target(), state.run().id());
    }
    var seen = state.imports().of(c.table());
    var refusals = new ArrayList<LedgerRefusal>();
    var news = new ArrayList<ImportedRow>();
    for (var row : c.rows()) {
      if (!seen.contains(row.fingerprint())) {
        news.add(row);
        check(state, row, refusals);
      }
    }
    RunRules.throwAll(refusals);
    var events = new ArrayList<LedgerEvent>();
    for (int from = 0; from < news.size(); from += MOST_ROWS) {
      var rows = news.subList(from, Math.min(news.size(), from + MOST_ROWS));
      events.add(new HistoryImported(c.target(), c.tool(), c.table(), rows, c.reason().strip()));
    }
    return events;
  }

  /** A migration counts as done in the bytes that were seen, never in others. */
  private static void check(LedgerState state, ImportedRow row, List<LedgerRefusal> refusals) {
    var version = row.tied();
    if (version.isEmpty()) {
      return;
    }
    var known = state.migration(version.get());
    if (known.isEmpty()) {
      refusals.add(new LedgerRefusal.UnknownMigration(version.get(), state.target()));
    } else if (takes(known.get())
        && !row.bytes().filter(known.get().checksum()::equals).isPresent()) {
      refusals.add(
          new LedgerRefusal.ChecksumChanged(
              version.get(), known.get().checksum(), row.bytes().orElseThrow()));
    }
  }

  /** Whether a row of another history says something new of a migration. */
  private static boolean takes(MigrationState known) {
    return known.status() != MigrationStatus.RETIRED
        && (known.imported() || known.status().mayRun());
  }

  /** What becomes of a migration by a row; what the ledger saw itself stays as it is. */
  static MigrationState after(MigrationState known, ImportedRow row) {
    if (!takes(known)) {
      return known;
    }
    return switch (row.state()) {
      case APPLIED -> known.importedAs(MigrationStatus.APPLIED);
      case BASELINED -> known.importedAs(MigrationStatus.BASELINED);
      case FAILED -> known.importedAs(MigrationStatus.UNKNOWN);
      case ROLLED_BACK -> known.importedAs(MigrationStatus.ROLLED_BACK);
      case REPEATABLE -> known;
    };
  }
}
