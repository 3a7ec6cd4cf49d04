package dev.migrationledger.runner.cli.ci;

import dev.migrationledger.runner.ci.CiReport;
import dev.migrationledger.runner.cli.answer.FindingAnswer;
import dev.migrationledger.runner.cli.answer.MigrationAnswer;
import java.util.List;
import java.util.Locale;

/** What {@code ci} answers as JSON. */
record CiAnswer(
    String schema,
    String target,
    long asOf,
    String environment,
    String base,
    String serverVersion,
    boolean schemaWasKnown,
    boolean passed,
    int exitCode,
    long durationMs,
    List<MigrationAnswer> order,
    List<Replayed> replayed,
    List<Check> checks,
    List<FindingAnswer> findings) {

  /** A migration that ran on the empty database. */
  record Replayed(String version, String file, long durationMs, boolean failed) {}

  /** A check; its findings stand in one list with those of the others. */
  record Check(String name, String outcome, String note, long durationMs, List<String> codes) {}

  /** Where the answer comes from. */
  record Place(String target, long asOf, String environment, String base) {}

  static CiAnswer of(Place place, CiReport report, int exitCode) {
    return new CiAnswer(
        "ledger/ci/v1",
        place.target,
        place.asOf,
        place.environment,
        place.base,
        report.serverVersion(),
        report.known(),
        !report.failed(),
        exitCode,
        report.duration().toMillis(),
        report.order().stream().map(MigrationAnswer::of).toList(),
        report.replayed().stream()
            .map(m ->
                new Replayed(
                    m.planned().version().text(),
                    m.planned().file(),
                    m.duration().toMillis(),
                    m.failed()))
            .toList(),
        report.checks().stream()
            .map(c ->
                new Check(
                    c.name(),
                    c.outcome().name().toLowerCase(Locale.ROOT),
                    c.note(),
                    c.duration().toMillis(),
                    c.findings().stream().map(f -> f.code()).toList()))
            .toList(),
        FindingAnswer.of(report.findings()));
  }
}
