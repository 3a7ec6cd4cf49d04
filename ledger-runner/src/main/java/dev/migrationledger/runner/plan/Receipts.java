package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.ledger.MigrationState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.MigrationStatus;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.runner.target.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what the target remembers with what the ledger knows. */
public final class Receipts {

  private static final int NAMED_AT_MOST = 10;

  private Receipts() {}

  /** What does not agree, as findings; none when all does. */
  public static List<Finding> compare(LedgerState state, List<Receipt> receipts) {
    var findings = new ArrayList<Finding>();
    var foreign = new TreeSet<String>();
    var applied = new TreeMap<Version, Receipt>();
    for (var receipt : receipts) {
      if (state.isRegistered()
          && !receipt.target().equals(state.target())
          && !state.repairs().acceptsName(receipt.target())) {
        foreign.add(receipt.target());
      } else if (receipt.phase() == Receipt.Phase.APPLIED) {
        applied.put(receipt.version(), receipt);
      }
    }
    foreign.forEach(name ->
        findings.add(
            PlanCode.FOREIGN_RECEIPT.of(
                "",
                "this database keeps receipts of target \""
                    + name
                    + "\", this run is for \""
                    + state.target()
                    + "\"")));
    unknownToLedger(state, applied, findings);
    unknownToTarget(state, applied, findings);
    return findings;
  }

  private static void unknownToLedger(
      LedgerState state, Map<Version, Receipt> applied, List<Finding> findings) {
    var unknown = new ArrayList<Version>();
    for (var receipt : applied.values()) {
      var known = state.migration(receipt.version());
      if (known.filter(k -> k.status().isDone()).isEmpty()) {
        unknown.add(receipt.version());
      } else if (known.get().status() == MigrationStatus.APPLIED
          && !known.get().checksum().equals(receipt.checksum())
          && !state.repairs().acceptsReceipt(receipt.version(), receipt.checksum())) {
        findings.add(
            PlanCode.RECEIPT_DIFFERS.of(
                receipt.file(),
                receipt.version()
                    + " ran with checksum "
                    + known.get().checksum().brief()
                    + " by the ledger and with "
                    + receipt.checksum().brief()
                    + " by its receipt"));
      }
    }
    if (!unknown.isEmpty()) {
      findings.add(
          PlanCode.RECEIPT_WITHOUT_LEDGER.of(
              "", "the target holds receipts the ledger does not know: " + list(unknown)));
    }
  }

  private static void unknownToTarget(
      LedgerState state, Map<Version, Receipt> applied, List<Finding> findings) {
    var without =
        state.migrations().stream()
            .filter(m -> m.status() == MigrationStatus.APPLIED && !m.imported())
            .map(MigrationState::version)
            .filter(v -> !applied.containsKey(v) && !state.repairs().acceptsNoReceipt(v))
            .toList();
    if (!without.isEmpty()) {
      findings.add(
          PlanCode.LEDGER_WITHOUT_RECEIPT.of(
              "", "applied by the ledger, without a receipt in the target: " + list(without)));
    }
  }

  private static String list(List<Version> versions) {
    var named =
        versions.stream().limit(NAMED_AT_MOST).map(Version::text).collect(Collectors.joining(", "));
    var more = versions.size() - NAMED_AT_MOST;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
