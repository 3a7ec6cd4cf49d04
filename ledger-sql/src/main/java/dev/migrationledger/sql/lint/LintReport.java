package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.SqlProblem;
import dev.migrationledger.sql.parse.SyntaxError;
import java.util.List;

/**
 * What was found in one script.
 *
 * @param findings by place
 * @param syntaxErrors what PostgreSQL does not accept; lines with secrets stand in their excerpts
 * @param problems why the script could not be split, or not be read to its end
 */
public record LintReport(
    List<LintFinding> findings, List<SyntaxError> syntaxErrors, List<SqlProblem> problems) {

  public LintReport {
    findings = List.copyOf(findings);
    syntaxErrors = List.copyOf(syntaxErrors);
    problems = List.copyOf(problems);
  }
}
