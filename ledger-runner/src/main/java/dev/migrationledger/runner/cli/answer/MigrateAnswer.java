package dev.migrationledger.runner.cli.answer;

import dev.migrationledger.runner.deploy.DeployReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code migrate} answers. */
public record MigrateAnswer(String schema, String target, long asOf, Run run) {

  /** One run. */
  public record Run(
      String id,
      String outcome,
      List<Applied> applied,
      @Nullable Failed failed,
      List<MigrationAnswer> notTried,
      List<FindingAnswer> findings,
      List<String> settled,
      String note) {}

  /** A migration that was applied. */
  public record Applied(
      String version,
      String file,
      String checksum,
      int statements,
      long rows,
      long executionTimeMs,
      int attempts) {}

  /** The migration that failed. */
  public record Failed(
      String version,
      String file,
      int statement,
      int line,
      int column,
      String sqlstate,
      String message,
      String detail,
      String hint,
      int kept,
      int attempts) {}

  /** Of a report. */
  public static MigrateAnswer of(String target, long asOf, DeployReport report) {
    return new MigrateAnswer(
        "ledger/migrate/v1",
        target,
        asOf,
        new Run(
            report.run(),
            report.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            report.applied().stream().map(MigrateAnswer::applied).toList(),
            report.failed().map(MigrateAnswer::failed).orElse(null),
            report.notTried().stream().map(MigrationAnswer::of).toList(),
            FindingAnswer.of(report.findings()),
            report.settled(),
            report.note()));
  }

  private static Applied applied(DeployReport.Applied a) {
    return new Applied(
        a.migration().version().text(),
        a.migration().file(),
        a.migration().checksum().hex(),
        a.execution().statements(),
        a.execution().rows(),
        a.execution().durationMs(),
        a.execution().attempts());
  }

  private static Failed failed(DeployReport.Failed f) {
    var failure = f.failure();
    return new Failed(
        f.migration().version().text(),
        f.migration().file(),
        failure.statement(),
        failure.line(),
        failure.column(),
        failure.sqlState(),
        failure.message(),
        failure.detail(),
        failure.hint(),
        failure.kept(),
        f.attempts());
  }
}
