package dev.migrationledger.runner.plan;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.domain.run.Severity;
import dev.migrationledger.runner.source.ParsedScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is not there when the scripts of a plan run, with what somebody set aside. */
final class Unmet {

  private final PlanRequest request;
  private final Map<String, ParsedScript> scripts = new HashMap<>();

  Unmet(PlanRequest request, List<ParsedScript> scripts) {
    this.request = request;
    scripts.forEach(s -> this.scripts.put(s.source().file(), s));
  }

  /** Those about the scripts given, and about none. */
  List<Finding> of(List<Finding> findings) {
    return findings.stream()
        .filter(f -> f.file().isEmpty() || scripts.containsKey(f.file()))
        .map(this::judged)
        .toList();
  }

  private Finding judged(Finding finding) {
    var script = scripts.get(finding.file());
    if (script == null || !finding.blocks()) {
      return finding;
    }
    return request
        .allowsUnmet(script.source().version())
        .map(o ->
            new Finding(
                finding.code(),
                Severity.WARNING,
                finding.file(),
                finding.line(),
                finding.column(),
                finding.message() + "\n(set aside: " + o.reason() + ")",
                finding.remedy()))
        .orElse(finding);
  }
}
