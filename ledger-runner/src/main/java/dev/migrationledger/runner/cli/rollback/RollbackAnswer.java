package dev.migrationledger.runner.cli.rollback;

import dev.migrationledger.runner.cli.answer.FindingAnswer;
import dev.migrationledger.runner.cli.answer.MigrationAnswer;
import dev.migrationledger.runner.rollback.RollbackPlan;
import dev.migrationledger.runner.rollback.RollbackReport;
import dev.migrationledger.runner.rollback.RollbackStep;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code rollback} answers. */
record RollbackAnswer(String schema, String target, long asOf, Run rollback) {

  /** What is said where nothing was executed; the run is empty when nothing was recorded. */
  record Told(String outcome, String run, List<String> settled) {}

  /** One rollback; the id is empty when nothing was recorded. */
  record Run(
      String id,
      String outcome,
      String to,
      String reason,
      List<Step> plan,
      List<RolledBack> rolledBack,
      @Nullable Failed failed,
      List<MigrationAnswer> notTried,
      List<FindingAnswer> findings,
      List<String> settled,
      String note) {}

  /** A migration that is to be taken back, and what was proved. */
  record Step(
      String version,
      String file,
      String checksum,
      String down,
      String downChecksum,
      boolean proved,
      String returnsTo,
      List<Loss> losses) {}

  /** Data that goes with it; rows are -1 when they are not known. */
  record Loss(String what, long rows, boolean exact) {}

  /** A migration that was taken back. */
  record RolledBack(
      String version,
      String file,
      String down,
      String schema,
      int statements,
      long rows,
      long executionTimeMs,
      int attempts) {}

  /** The down script that failed. */
  record Failed(
      String version,
      String down,
      int statement,
      int line,
      int column,
      String sqlstate,
      String message,
      String detail,
      String hint,
      int attempts) {}

  static RollbackAnswer of(String target, long asOf, RollbackPlan plan, Told told, String reason) {
    return new RollbackAnswer(
        "ledger/rollback/v1",
        target,
        asOf,
        new Run(
            told.run(),
            plan.refused() ? "refused" : told.outcome(),
            plan.to().text(),
            reason,
            plan.steps().stream().map(RollbackAnswer::step).toList(),
            List.of(),
            null,
            List.of(),
            FindingAnswer.of(plan.findings()),
            told.settled(),
            ""));
  }

  static RollbackAnswer of(
      String target, long asOf, RollbackReport report, String reason, List<String> settled) {
    return new RollbackAnswer(
        "ledger/rollback/v1",
        target,
        asOf,
        new Run(
            report.run(),
            report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            report.plan().to().text(),
            reason,
            report.plan().steps().stream().map(RollbackAnswer::step).toList(),
            report.rolledBack().stream().map(RollbackAnswer::rolledBack).toList(),
            report.failed().map(RollbackAnswer::failed).orElse(null),
            report.notTried().stream().map(s -> MigrationAnswer.of(s.migration())).toList(),
            FindingAnswer.of(
                Stream.concat(report.plan().findings().stream(), report.findings().stream())
                    .toList()),
            settled,
            report.note()));
  }

  private static Step step(RollbackStep s) {
    return new Step(
        s.migration().version().text(),
        s.migration().file(),
        s.migration().checksum().hex(),
        s.down().file(),
        s.down().checksum().hex(),
        true,
        s.expected().hash(),
        s.losses().stream().map(l -> new Loss(l.what(), l.rows(), l.exact())).toList());
  }

  private static RolledBack rolledBack(RollbackReport.RolledBack r) {
    return new RolledBack(
        r.step().migration().version().text(),
        r.step().migration().file(),
        r.step().down().file(),
        r.schema(),
        r.execution().statements(),
        r.execution().rows(),
        r.execution().durationMs(),
        r.execution().attempts());
  }

  private static Failed failed(RollbackReport.Failed f) {
    var failure = f.failure();
    return new Failed(
        f.step().migration().version().text(),
        f.step().down().file(),
        failure.statement(),
        failure.line(),
        failure.column(),
        failure.sqlState(),
        failure.message(),
        failure.detail(),
        failure.hint(),
        f.attempts());
  }
}
