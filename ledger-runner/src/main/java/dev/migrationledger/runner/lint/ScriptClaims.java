package dev.migrationledger.runner.lint;

import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.lint.Lint;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.script.LintedScript;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the rules say of scripts while their syntax is checked, ignored or not. */
public final class ScriptClaims implements ScriptWatcher {

  private final LintPolicy policy;
  private final Map<String, List<LintFinding>> claims = new HashMap<>();
  private LintedScript.Collector collector = new LintedScript.Collector();

  /** A watcher that uses the rules, and the server's version, of a policy. */
  public ScriptClaims(LintPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void statement(ParsedScript file, ParsedStatement statement, List<Fact> facts) {
    collector.add(statement);
  }

  @Override
  public void end(ParsedScript file, ScriptReader reader, boolean whole) {
    var script = collector.script(reader, policy.options().serverVersion());
    claims.put(file.source().file(), Lint.claims(policy.rules(), policy.options(), script));
    collector = new LintedScript.Collector();
  }

  @Override
  public void notRead(ParsedScript file) {
    collector = new LintedScript.Collector();
  }

  /** By the files' names. */
  public Map<String, List<LintFinding>> byFile() {
    return Map.copyOf(claims);
  }
}
