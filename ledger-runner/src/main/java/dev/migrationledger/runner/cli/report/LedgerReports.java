package dev.migrationledger.runner.cli.report;

import dev.migrationledger.report.changes.ChangeReports;
import dev.migrationledger.report.changes.Sample;
import dev.migrationledger.report.document.Report;
import dev.migrationledger.report.incident.IncidentReports;
import dev.migrationledger.report.render.ReportFormat;
import dev.migrationledger.runner.cli.NoLedger;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.store.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes reports from a ledger in a database, and puts each on record before anybody sees it. */
record LedgerReports(Workspace workspace) {

  Made make(Wanted wanted, List<String> targets) {
    var report =
        switch (wanted.subject()) {
          case changes -> changes(wanted, targets.getFirst());
          case incident ->
              Report.of(
                  IncidentReports.of(workspace.queries(), targets, wanted.period()),
                  wanted.period());
        };
    var bytes = bytes(wanted, report);
    for (var export : report.exports(wanted.format().name(), Hash.sha256(bytes).hex())) {
      workspace.ledger().send(export, workspace.origin());
    }
    return new Made(bytes, report.asOf());
  }

  private Report changes(Wanted wanted, String target) {
    var log = workspace.ledger().existing().orElseThrow(NoLedger::new).targetLog(target);
    var seed = wanted.seed().isEmpty() ? Sample.newSeed() : wanted.seed();
    var report = ChangeReports.of(target, log, wanted.period(), seed, wanted.sample());
    return Report.of(report, wanted.period());
  }

  private static byte[] bytes(Wanted wanted, Report report) {
    return format(wanted)
        .map(format -> format.write(report))
        .orElseGet(() -> TextPage.of(report.document()).getBytes(StandardCharsets.UTF_8));
  }

  /** What a file is written in; none for a page on a terminal. */
  static Optional<ReportFormat> format(Wanted wanted) {
    return switch (wanted.format()) {
      case json -> Optional.of(ReportFormat.JSON);
      case csv -> Optional.of(ReportFormat.CSV);
      case html -> Optional.of(ReportFormat.HTML);
      case markdown -> Optional.of(ReportFormat.MARKDOWN);
      case pdf -> Optional.of(ReportFormat.PDF);
      case human, mermaid, dot, sarif, github -> Optional.empty();
    };
  }
}
