package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.HistoryImported;
import dev.migrationledger.domain.history.ImportedRow;

/** Tells what was taken over from another tool, and that nobody here saw it. */
final class ImportSentence {

  private ImportSentence() {}

  static String of(String who, HistoryImported e) {
    var tied = e.rows().stream().flatMap(r -> r.tied().stream()).distinct().count();
    var differs =
        e.rows().stream().filter(r -> r.agreement() == ImportedRow.Agreement.DIFFERS).count();
    return "%s imported %d %s of %s from %s, tied to %s%s; the ledger did not witness what %s: %s."
        .formatted(
            who,
            e.rows().size(),
            e.rows().size() == 1 ? "row" : "rows",
            e.tool(),
            e.table(),
            Sentences.count((int) tied),
            differs == 0 ? "" : ", %d with another checksum than its file".formatted(differs),
            e.rows().size() == 1 ? "it tells" : "they tell",
            Sentences.plain(e.reason()));
  }
}
