package dev.migrationledger.runner.lint;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.runner.settings.LintSettings;
import dev.migrationledger.runner.source.Grammar;
import dev.migrationledger.runner.source.ParsedScript;
import dev.migrationledger.runner.source.ScriptWatcher;
import dev.migrationledger.runner.source.SourceCode;
import dev.migrationledger.runner.target.TargetSession;
import dev.migrationledger.sql.SecretText;
import dev.migrationledger.sql.facts.Fact;
import dev.migrationledger.sql.lint.Lint;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.Rulebook;
import dev.migrationledger.sql.lint.script.LintedScript;
import dev.migrationledger.sql.parse.ParsedStatement;
import dev.migrationledger.sql.parse.ScriptReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds scripts that are pending against the rules while their syntax is checked, from the same
 * parse. Only what {@code ledger.yaml} makes an error refuses a run: what a rule calls an error by
 * itself is a warning here. Making one costs nothing: the rules are read with the first script.
 */
public final class PendingLint implements ScriptWatcher {

  private final LintSettings settings;
  private final TargetSession session;
  private final boolean onlyRefusing;
  private final Map<String, List<LintFinding>> found = new LinkedHashMap<>();
  private LintedScript.Collector collector = new LintedScript.Collector();
  private @Nullable LintPolicy policy;

  private PendingLint(LintSettings settings, TargetSession session, boolean onlyRefusing) {
    this.settings = settings;
    this.session = session;
    this.onlyRefusing = onlyRefusing;
  }

  /** Everything that is found, for somebody who asked. */
  public static PendingLint everything(LintSettings settings, TargetSession session) {
    return new PendingLint(settings, session, false);
  }

  /** What refuses a run and nothing else, for a run. */
  public static PendingLint refusing(LintSettings settings, TargetSession session) {
    return new PendingLint(settings, session, true);
  }

  @Override
  public void statement(ParsedScript file, ParsedStatement statement, List<Fact> facts) {
    if (isWanted()) {
      collector.add(statement);
    }
  }

  @Override
  public void end(ParsedScript file, ScriptReader reader, boolean whole) {
    if (isWanted()) {
      var options = policy().options();
      var script = collector.script(reader, options.serverVersion());
      var findings = Lint.check(policy().rules(), options, script).findings();
      found.put(
          file.source().file(),
          findings.stream()
              .filter(one -> !onlyRefusing || policy().isRefusing(one.rule()))
              .toList());
      collector = new LintedScript.Collector();
    }
  }

  @Override
  public void notRead(ParsedScript file) {
    collector = new LintedScript.Collector();
  }

  /** What was found in these scripts, and which of them it has not looked at. */
  public List<Finding> findings(List<ParsedScript> pending) {
    if (!isWanted()) {
      return List.of();
    }
    var findings = new ArrayList<>(findings());
    var left =
        pending.stream()
            .map(one -> one.source().file())
            .filter(file -> !found.containsKey(file))
            .toList();
    if (!left.isEmpty()) {
      findings.add(
          SourceCode.GRAMMAR_UNCHECKED.of(
              "",
              "lint has not looked at %d of %d pending scripts (%s is the first)"
                  .formatted(left.size(), pending.size(), left.getFirst())));
    }
    return findings;
  }

  /** Weighed by the target's tables; asks the target when anything was found. */
  private List<Finding> findings() {
    var all = found.values().stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    var sizes = TableSizes.of(session, all);
    var findings = new ArrayList<Finding>();
    found.forEach((file, ofFile) -> {
      for (var judged : policy().judge(file, ofFile, sizes)) {
        if (!judged.isExcepted()) {
          findings.add(finding(file, judged));
        }
      }
    });
    return findings;
  }

  /** Whether scripts are to be held against any rule. */
  private boolean isWanted() {
    return !onlyRefusing || settings.refuses();
  }

  private static Finding finding(String file, Judged judged) {
    var from = judged.chosen() ? " [" + judged.severityFrom() + "]" : "";
    var severity =
        switch (judged.severity()) {
          case ERROR ->
              judged.chosen()
                  ? dev.migrationledger.domain.run.Severity.ERROR
                  : dev.migrationledger.domain.run.Severity.WARNING;
          case WARNING -> dev.migrationledger.domain.run.Severity.WARNING;
          case INFO -> dev.migrationledger.domain.run.Severity.INFO;
        };
    var place = judged.finding().place();
    return new Finding(
        judged.finding().rule().code(),
        severity,
        file,
        place.line(),
        place.column(),
        SecretText.without(judged.message()) + from,
        judged.finding().rule().workaround());
  }

  private LintPolicy policy() {
    if (policy == null) {
      policy = new LintPolicy(Rulebook.load(), settings, serverVersion(), Set.of());
    }
    return policy;
  }

  private int serverVersion() {
    return settings.targetVersion() > 0
        ? settings.targetVersion()
        : Grammar.major(session.identity().serverVersion());
  }

  /** Notes that only {@code ledger lint} shows to people. */
  public static boolean isNote(Finding finding) {
    return finding.code().startsWith("LINT-")
        && finding.severity() == dev.migrationledger.domain.run.Severity.INFO;
  }
}
