package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.sql.lint.Severity;
import java.util.List;

/** What {@code lint} answers as JSON. */
record LintAnswer(
    String schema,
    int serverVersion,
    int files,
    int errors,
    int warnings,
    int infos,
    List<Line> findings,
    List<Excepted> excepted,
    List<TraceAnswer> traces) {

  /** A finding as JSON shows it. */
  record Line(
      String code,
      String severity,
      String file,
      int line,
      int column,
      String message,
      String effect,
      String workaround,
      String severityFrom,
      List<TableLine> tables) {}

  /** A table on the target; -1 where the target does not tell. */
  record TableLine(String schema, String name, long rows, long bytes) {}

  /** A finding that {@code ledger.yaml} leaves out. */
  record Excepted(String code, String file, int line, int column, String because) {}

  static LintAnswer of(
      int serverVersion, Scripts scripts, List<LintLine> lines, List<TraceAnswer> traces) {
    return new LintAnswer(
        "ledger/lint/v1",
        serverVersion,
        scripts.count(),
        count(lines, Severity.ERROR),
        count(lines, Severity.WARNING),
        count(lines, Severity.INFO),
        lines.stream()
            .map(one ->
                new Line(
                    one.code(),
                    one.severity().word(),
                    one.file(),
                    one.line(),
                    one.column(),
                    one.message(),
                    one.effect(),
                    one.workaround(),
                    one.severityFrom(),
                    one.tables().stream()
                        .map(t -> new TableLine(t.schema(), t.name(), t.rows(), t.bytes()))
                        .toList()))
            .toList(),
        scripts.excepted(),
        traces);
  }

  static int count(List<LintLine> lines, Severity severity) {
    return (int) lines.stream().filter(line -> line.severity() == severity).count();
  }
}
