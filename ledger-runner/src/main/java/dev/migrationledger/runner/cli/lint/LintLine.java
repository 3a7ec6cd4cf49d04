package dev.migrationledger.runner.cli.lint;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.cli.Printable;
import dev.migrationledger.runner.lint.Judged;
import dev.migrationledger.runner.schema.LiveTable;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.SqlProblemCode;
import dev.migrationledger.sql.lint.Severity;
import java.util.Arrays;
import java.util.List;

/**
 * One thing found in one file.
 *
 * @param line from 1; 0 when it is about the file as a whole
 * @param effect what happens if nothing is done; may be empty
 * @param severityFrom who says how bad it is
 * @param tables the table on the target, if it was asked for
 */
public record LintLine(
    String code,
    Severity severity,
    String file,
    int line,
    int column,
    String message,
    String effect,
    String workaround,
    String severityFrom,
    List<LiveTable> tables) {

  public LintLine {
    requireNonNull(code, "code");
    requireNonNull(severity, "severity");
    requireNonNull(file, "file");
    message = SecretText.without(message);
    requireNonNull(effect, "effect");
    requireNonNull(workaround, "workaround");
    requireNonNull(severityFrom, "severityFrom");
    tables = List.copyOf(tables);
  }

  static LintLine of(String file, Judged judged) {
    var found = judged.finding();
    return new LintLine(
        found.rule().code(),
        judged.severity(),
        file,
        found.place().line(),
        found.place().column(),
        Printable.line(judged.message()),
        found.rule().effect(),
        found.rule().workaround(),
        judged.severityFrom(),
        judged.tables());
  }

  /** About a file as a whole, or a place in it. */
  static LintLine error(
      String code, String file, int line, int column, String message, String workaround) {
    return new LintLine(
        code,
        Severity.ERROR,
        file,
        line,
        column,
        message,
        effect(code),
        workaround,
        Judged.RULE,
        List.of());
  }

  static LintLine of(String file, SqlProblem problem) {
    return error(
        problem.code(),
        file,
        problem.place().line(),
        problem.place().column(),
        problem.message(),
        problem.remedy());
  }

  /** A finding of another room, about a file under the name it is shown by. */
  public static LintLine of(String file, Finding finding) {
    return new LintLine(
        finding.code(),
        Severity.valueOf(finding.severity().name()),
        file,
        finding.line(),
        finding.column(),
        finding.message(),
        effect(finding.code()),
        finding.remedy(),
        Judged.RULE,
        List.of());
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
