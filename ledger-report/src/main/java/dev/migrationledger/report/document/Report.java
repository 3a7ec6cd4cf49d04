package dev.migrationledger.report.document;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.command.RecordExport;
import dev.migrationledger.report.Period;
import dev.migrationledger.report.changes.ChangeReport;
import dev.migrationledger.report.incident.IncidentReport;
import java.util.List;

/**
 * A report that is made, before it has a format.
 *
 * @param subject {@code changes} or {@code incident}
 * @param targets the targets it tells of
 * @param period the time it is about
 * @param asOf index of the last event it covers, −1 when there is none
 * @param answer its contents as values, for JSON
 * @param document its contents for people
 * @param rows its contents as one grid, for programs that read tables
 */
public record Report(
    String subject,
    List<String> targets,
    Period period,
    long asOf,
    Object answer,
    Document document,
    Grid rows) {

  public Report {
    requireNonNull(subject, "subject");
    targets = List.copyOf(targets);
    requireNonNull(period, "period");
    requireNonNull(answer, "answer");
    requireNonNull(document, "document");
    requireNonNull(rows, "rows");
  }

  /** The report on changes. */
  public static Report of(ChangeReport report, Period period) {
    return new Report(
        "changes",
        List.of(report.target()),
        period,
        report.asOf(),
        report,
        ChangeDocument.of(report),
        ChangeRows.of(report));
  }

  /** The report on a window of time. */
  public static Report of(IncidentReport report, Period period) {
    return new Report(
        "incident",
        report.targets(),
        period,
        report.asOf(),
        report,
        IncidentDocument.of(report),
        IncidentDocument.rows(report));
  }

  /**
   * What puts on record that it is given out: one command for each target.
   *
   * @param format the format's name
   * @param digest SHA-256 of the bytes given, lower-case hexadecimal
   */
  public List<RecordExport> exports(String format, String digest) {
    return targets.stream()
        .map(target ->
            new RecordExport(target, "report " + subject, period.text(), asOf, format, digest))
        .toList();
  }
}
