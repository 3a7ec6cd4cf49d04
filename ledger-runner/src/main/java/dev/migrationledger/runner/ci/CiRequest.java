package dev.migrationledger.runner.ci;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.runner.attribution.BaseBranch;
import dev.migrationledger.runner.lint.LintPolicy;
import dev.migrationledger.runner.settings.ApprovalSettings;
import dev.migrationledger.runner.shadow.ShadowCache;
import dev.migrationledger.runner.shadow.ShadowServer;
import dev.migrationledger.runner.shadow.ShadowSettings;
import dev.migrationledger.runner.source.Naming;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be checked.
 *
 * @param folder where the migrations are
 * @param naming how their files are named
 * @param cosmeticEdits whether files may change in comments, blanks and case of words
 * @param lint the rules
 * @param shadow how the folder is replayed
 * @param server where it is replayed
 * @param cache schemas that are known
 * @param baseName what the base branch is called; empty when there is none
 * @param base the base branch: one, or none
 * @param ledger the ledger: one, or none
 * @param approvals how many approvals a deploy needs
 * @param contract what an application requires: one, or none
 */
public record CiRequest(
    Path folder,
    Naming naming,
    boolean cosmeticEdits,
    LintPolicy lint,
    ShadowSettings shadow,
    ShadowServer server,
    ShadowCache cache,
    String baseName,
    List<BaseBranch> base,
    List<CiLedger> ledger,
    ApprovalSettings approvals,
    List<CiContract> contract) {

  public CiRequest {
    requireNonNull(folder, "folder");
    requireNonNull(naming, "naming");
    requireNonNull(lint, "lint");
    requireNonNull(shadow, "shadow");
    requireNonNull(server, "server");
    requireNonNull(cache, "cache");
    requireNonNull(baseName, "baseName");
    base = List.copyOf(base);
    ledger = List.copyOf(ledger);
    requireNonNull(approvals, "approvals");
    contract = List.copyOf(contract);
  }
}
