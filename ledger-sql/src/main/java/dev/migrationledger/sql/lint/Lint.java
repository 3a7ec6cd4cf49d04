package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.lint.script.LintedScript;
import dev.migrationledger.sql.lint.script.Subject;
import dev.migrationledger.sql.parse.PostgresSql;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Holds scripts against the rules. */
public final class Lint {

  private final Rulebook rules;
  private final LintOptions options;
  private final PostgresSql sql;

  /** A lint that parses with the given parser, which stays the caller's to close. */
  public Lint(Rulebook rules, LintOptions options, PostgresSql sql) {
    this.rules = rules;
    this.options = options;
    this.sql = sql;
  }

  /**
   * Reads a script to its end, closes it, and tells everything that is found, by place. A statement
   * with a syntax error is told and left out; the others are looked at all the same.
   */
  public LintReport check(InputStream stream) throws IOException {
    return check(rules, options, LintedScript.read(stream, sql, options.serverVersion()));
  }

  /** The same for a script that somebody else has read. */
  public static LintReport check(Rulebook rules, LintOptions options, LintedScript script) {
    List<LintFinding> found = claims(rules, options, script);
    List<LintFinding> left = Ignores.of(script.header(), rules).left(found);
    left.sort(
        Comparator.comparingInt((LintFinding finding) -> finding.place().line())
            .thenComparingInt(finding -> finding.place().column())
            .thenComparing(finding -> finding.rule().code()));
    return new LintReport(
        List.copyOf(new LinkedHashSet<>(left)), script.syntaxErrors(), script.problems());
  }

  /** What the rules say of a script, also what its header has them ignore; in no order. */
  public static List<LintFinding> claims(Rulebook rules, LintOptions options, LintedScript script) {
    List<LintFinding> found = new ArrayList<>();
    for (Rule rule : rules.all()) {
      if (options.wants(rule)) {
        script.subjects().forEach(subject -> find(rule, subject, found));
      }
    }
    return found;
  }

  private static void find(Rule rule, Subject subject, List<LintFinding> found) {
    rule.check()
        .find(subject)
        .forEach(hit ->
            found.add(
                new LintFinding(
                    rule, hit.place(), rule.sentence(hit.what()), hit.statement(), hit.table())));
  }
}
