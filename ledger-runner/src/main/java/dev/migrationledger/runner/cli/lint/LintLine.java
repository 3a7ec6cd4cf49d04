package dev.migrationledger.runner.cli.lint;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.Severity;
import java.util.Arrays;

/**
 * One thing found in one file.
 *
 * @param line from 1; 0 when it is about the file as a whole
 * @param effect what happens if nothing is done; may be empty
 */
record LintLine(
    String code,
    Severity severity,
    String file,
    int line,
    int column,
    String message,
    String effect,
    String workaround) {

  LintLine {
    requireNonNull(code, "code");
    requireNonNull(severity, "severity");
    requireNonNull(file, "file");
    message = SecretText.without(message);
    requireNonNull(effect, "effect");
    requireNonNull(workaround, "workaround");
  }

  static LintLine of(String file, LintFinding found) {
    return new LintLine(
        found.rule().code(),
        found.rule().severity(),
        file,
        found.place().line(),
        found.place().column(),
        Printable.line(found.message()),
        found.rule().effect(),
        found.rule().workaround());
  }

  static LintLine of(String file, SqlProblem problem) {
    return new LintLine(
        problem.code(),
        Severity.ERROR,
        file,
        problem.place().line(),
        problem.place().column(),
        problem.message(),
        effect(problem.code()),
        problem.remedy());
  }

  static LintLine of(String file, Finding finding) {
    return new LintLine(
        finding.code(),
        Severity.valueOf(finding.severity().name()),
        file,
        finding.line(),
        finding.column(),
        finding.message(),
        effect(finding.code()),
        finding.remedy());
  }

  private static String effect(String code) {
    return Arrays.stream(SqlProblemCode.values())
        .filter(one -> one.code().equals(code))
        .map(SqlProblemCode::effect)
        .findFirst()
        .orElse("");
  }

  /** The file, and the line and column where it tells them. */
  String place() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
