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
    List<Line> findings) {

  /** A finding as JSON shows it. */
  record Line(
      String code,
      String severity,
      String file,
      int line,
      int column,
      String message,
      String effect,
      String workaround) {}

  static LintAnswer of(int serverVersion, int files, List<LintLine> lines) {
    return new LintAnswer(
        "ledger/lint/v1",
        serverVersion,
        files,
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
                    one.workaround()))
            .toList());
  }

  static int count(List<LintLine> lines, Severity severity) {
    return (int) lines.stream().filter(line -> line.severity() == severity).count();
  }
}
