package dev.migrationledger.runner.ci;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.lint.Judged;
import dev.migrationledger.runner.lint.LintPolicy;
import dev.migrationledger.runner.lint.TableSizes;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.lint.Lint;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.script.LintedScript;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds scripts against the rules while their syntax is checked, without a target: an error of a
 * rule is an error, as for {@code ledger lint}.
 */
final class ScriptLint implements ScriptWatcher {

  private final LintPolicy policy;
  private final Set<String> files;
  private final Map<String, List<LintFinding>> found = new HashMap<>();
  private LintedScript.Collector collector = new LintedScript.Collector();

  /** Of these files; the others are old. */
  ScriptLint(LintPolicy policy, Set<String> files) {
    this.policy = policy;
    this.files = Set.copyOf(files);
  }

  @Override
  public void statement(ParsedScript file, ParsedStatement statement, List<Fact> facts) {
    if (isWanted(file)) {
      collector.add(statement);
    }
  }

  @Override
  public void end(ParsedScript file, ScriptReader reader, boolean whole) {
    if (isWanted(file)) {
      var script = collector.script(reader, policy.options().serverVersion());
      found.put(
          file.source().file(), Lint.check(policy.rules(), policy.options(), script).findings());
      collector = new LintedScript.Collector();
    }
  }

  @Override
  public void notRead(ParsedScript file) {
    collector = new LintedScript.Collector();
  }

  /** All, by file and place. */
  List<Finding> findings() {
    return found.keySet().stream().sorted().flatMap(file -> findings(file).stream()).toList();
  }

  private List<Finding> findings(String file) {
    return policy.judge(file, found.getOrDefault(file, List.of()), TableSizes.UNKNOWN).stream()
        .filter(judged -> !judged.isExcepted())
        .map(judged -> finding(file, judged))
        .toList();
  }

  private boolean isWanted(ParsedScript file) {
    return files.contains(file.source().file());
  }

  private static Finding finding(String file, Judged judged) {
    var place = judged.finding().place();
    var from = judged.chosen() ? " [" + judged.severityFrom() + "]" : "";
    return new Finding(
        judged.finding().rule().code(),
        Severity.valueOf(judged.severity().name()),
        file,
        place.line(),
        place.column(),
        SecretText.without(judged.message()) + from,
        judged.finding().rule().workaround());
  }
}
