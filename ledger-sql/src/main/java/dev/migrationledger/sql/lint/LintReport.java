package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.SqlProblem;
import java.util.List;

/**
 * What was found in one script.
 *
 * @param findings by place
 * @param problems what PostgreSQL would not accept, by place
 */
public record LintReport(List<LintFinding> findings, List<SqlProblem> problems) {

  public LintReport {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
  }
}
