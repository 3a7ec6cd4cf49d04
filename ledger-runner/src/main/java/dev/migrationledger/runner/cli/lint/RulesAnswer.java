package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.sql.lint.Rule;
import java.util.List;

/** The rules as JSON. */
record RulesAnswer(String schema, List<Line> rules) {

  /** A rule as JSON shows it. */
  record Line(
      String code,
      String name,
      String family,
      String severity,
      boolean optional,
      String condition,
      String effect,
      String workaround) {}

  static RulesAnswer of(List<Rule> rules) {
    return new RulesAnswer(
        "ledger/lint-rules/v1",
        rules.stream()
            .map(rule ->
                new Line(
                    rule.code(),
                    rule.name(),
                    rule.family(),
                    rule.severity().word(),
                    rule.optional(),
                    rule.sentence(),
                    rule.effect(),
                    rule.workaround()))
            .toList());
  }
}
