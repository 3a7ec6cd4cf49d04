package dev.migrationledger.runner.adopt;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.history.ImportedRow;
import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.history.HistoryTable;
import dev.migrationledger.runner.source.SourceFile;
import java.util.List;

/**
 * What an import will record, and what stands against it.
 *
 * @param table where the history was read
 * @param rows what is recorded, in the history's order
 * @param files the files that rows are tied to
 * @param findings everything that was found, errors first
 */
public record ImportPlan(
    HistoryTable table, List<ImportedRow> rows, List<SourceFile> files, List<Finding> findings) {

  public ImportPlan {
    requireNonNull(table, "table");
    rows = List.copyOf(rows);
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }

  /** Whether a finding keeps the history from being imported. */
  public boolean refused() {
    return findings.stream().anyMatch(Finding::blocks);
  }
}
