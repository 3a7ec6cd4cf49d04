package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.source.MigrationFolder;
import dev.migrationledger.runner.source.SourceCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Finds what the ledger knows and the folder, when there is one, no longer holds. */
final class Missing {

  private Missing() {}

  static List<Finding> find(MigrationFolder folder, LedgerState state) {
    if (folder.findings().stream()
        .anyMatch(f -> f.code().equals(SourceCode.FOLDER_UNREADABLE.code()))) {
      return List.of();
    }
    var present = new HashSet<Long>();
    folder.migrations().forEach(f -> present.add(f.version().number()));
    folder.retired().forEach(f -> present.add(f.version().number()));
    folder.ambiguous().forEach(f -> present.add(f.version().number()));
    var findings = new ArrayList<Finding>();
    for (var known : state.migrations()) {
      if (present.contains(known.version().number())) {
        continue;
      }
      switch (known.status()) {
        case APPLIED, UNKNOWN ->
            findings.add(
                PlanCode.MISSING_FILE.of(
                    known.file(), known.file() + " ran here and is not in " + folder.path()));
        case PENDING, REJECTED, RUNNING, FAILED, ROLLED_BACK ->
            findings.add(
                PlanCode.PENDING_VANISHED.of(
                    known.file(), known.file() + " never ran and is not in " + folder.path()));
        case RETIRED, BASELINED -> {}
      }
    }
    return findings;
  }
}
