package dev.migrationledger.query.audit;

import dev.migrationledger.domain.event.LedgerRestored;
import dev.migrationledger.domain.event.ReceiptTampered;
import dev.migrationledger.domain.event.RepairEvent;
import dev.migrationledger.domain.event.RepairPlanned;
import dev.migrationledger.domain.event.TargetRepaired;
import dev.migrationledger.domain.run.PlannedMigration;
import java.util.ArrayList;

/** Tells repairs of a target, and what became of histories that did not fit together. */
final class RepairSentences {

  private RepairSentences() {}

  static String of(String who, RepairEvent event) {
    return switch (event) {
      case RepairPlanned e -> planned(who, e);
      case TargetRepaired e -> repaired(who, e);
      case ReceiptTampered e -> tampered(who, e);
      case LedgerRestored e -> restored(who, e);
    };
  }

  private static String planned(String who, RepairPlanned e) {
    return "%s planned the repair of %s (%s) in %d steps, plan %s: %s."
        .formatted(
            who, e.subject(), e.state(), e.actions().size(), e.plan(), Sentences.plain(e.found()));
  }

  private static String repaired(String who, TargetRepaired e) {
    return "%s %s %s (%s): %s. Reason: %s."
        .formatted(
            who,
            e.accepted() ? "accepted" : "repaired",
            e.subject(),
            e.state(),
            Sentences.plain(e.done()),
            Sentences.plain(e.reason()));
  }

  private static String tampered(String who, ReceiptTampered e) {
    return "%s found that the receipt of %s tells checksum %s where the ledger has %s, and kept the ledger's: %s."
        .formatted(
            who,
            e.version(),
            e.inReceipt().brief(),
            e.inLedger().brief(),
            Sentences.plain(e.reason()));
  }

  private static String restored(String who, LedgerRestored e) {
    var what = new ArrayList<String>();
    if (!e.taken().isEmpty()) {
      var versions = e.taken().stream().map(PlannedMigration::version).toList();
      what.add(Sentences.versions(versions) + " taken from receipts");
    }
    if (!e.undone().isEmpty()) {
      what.add(Sentences.versions(e.undone()) + " not in the target any more");
    }
    if (!e.kept().isEmpty()) {
      what.add(Sentences.versions(e.kept()) + " applied without a receipt");
    }
    if (!e.names().isEmpty()) {
      what.add("receipts of " + String.join(", ", e.names()) + " count as its own");
    }
    return "%s decided how target %s goes on as database \"%s\" of cluster %s%s: %s."
        .formatted(
            who,
            e.target(),
            e.database(),
            e.systemIdentifier(),
            what.isEmpty() ? "" : " (" + String.join("; ", what) + ")",
            Sentences.plain(e.reason()));
  }
}
