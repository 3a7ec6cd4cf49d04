package dev.migrationledger.report.incident;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.audit.HistoryAnswer;
import dev.migrationledger.query.audit.HistoryFilter;
import dev.migrationledger.report.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Makes the report on a window of time. */
public final class IncidentReports {

  private static final Set<String> TROUBLE =
      Set.of(
          "MigrationFailed",
          "MigrationRejected",
          "MigrationEdited",
          "RunRefused",
          "RuleOverridden",
          "RollbackFailed",
          "RollbackRefused",
          "SchemaRejected",
          "DriftDetected",
          "DdlObserved",
          "CaptureGap",
          "CaptureStopped",
          "ReceiptTampered");
  private static final Set<String> CHANGE =
      Set.of(
          "MigrationApplied",
          "MigrationRolledBack",
          "MigrationRecovered",
          "TargetRepaired",
          "LedgerRestored",
          "BaselineEstablished",
          "HistoryImported",
          "DriftResolved");

  private IncidentReports() {}

  /**
   * The report. It covers everything that was committed before the call; what is recorded of a
   * target while it is made lies behind its last event and is left out.
   *
   * @param targets the targets to cover, each of which the ledger knows
   */
  public static IncidentReport of(LedgerQuery queries, List<String> targets, Period period) {
    var asOf = queries.catchUp();
    var filter =
        HistoryFilter.between(Moment.of(period.from()).text(), Moment.of(period.to()).text());
    var timeline = new ArrayList<IncidentReport.Step>();
    var counts = new TreeMap<String, Long>();
    for (var target : targets) {
      for (var line : queries.history(target, filter).events()) {
        if (line.index() <= asOf) {
          timeline.add(step(target, line));
          counts.merge(line.event(), 1L, Long::sum);
        }
      }
    }
    timeline.sort(Comparator.comparingLong(IncidentReport.Step::index));
    return new IncidentReport(
        "ledger/report-incident/v1",
        targets,
        asOf,
        Moment.of(period.from()),
        Moment.of(period.to()),
        counts,
        timeline);
  }

  private static IncidentReport.Step step(String target, HistoryAnswer.Line line) {
    return new IncidentReport.Step(
        line.index(),
        line.at(),
        target,
        weight(line.event()),
        line.event(),
        line.actor(),
        line.run(),
        line.sentence(),
        line.leaf());
  }

  private static String weight(String event) {
    if (TROUBLE.contains(event)) {
      return "trouble";
    }
    return CHANGE.contains(event) ? "change" : "note";
  }
}
