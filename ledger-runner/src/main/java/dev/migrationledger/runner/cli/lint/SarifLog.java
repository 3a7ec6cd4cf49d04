package dev.migrationledger.runner.cli.lint;

import dev.migrationledger.runner.workspace.ProgramVersion;
import dev.migrationledger.sql.lint.Rule;
import dev.migrationledger.sql.lint.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as SARIF 2.1.0 (OASIS), which code scanning services read. */
public final class SarifLog {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifLog() {}

  /** The log as a tree that any JSON writer can write; its names are SARIF's. */
  public static Map<String, Object> of(String tool, List<Rule> rules, List<LintLine> lines) {
    return of(tool, rules, lines, List.of());
  }

  static Map<String, Object> of(List<Rule> rules, List<LintLine> lines, List<TraceAnswer> traces) {
    return of("ledger lint", rules, lines, traces);
  }

  private static Map<String, Object> of(
      String tool, List<Rule> rules, List<LintLine> lines, List<TraceAnswer> traces) {
    var driver = new LinkedHashMap<String, Object>();
    driver.put("name", tool);
    driver.put("version", ProgramVersion.TEXT);
    driver.put("rules", descriptors(rules, lines));
    var run = new LinkedHashMap<String, Object>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", lines.stream().map(SarifLog::result).toList());
    if (!traces.isEmpty()) {
      run.put("properties", Map.of("traces", traces));
    }
    var log = new LinkedHashMap<String, Object>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  /** All rules, and what else was found: syntax errors have no rule. */
  private static List<Map<String, Object>> descriptors(List<Rule> rules, List<LintLine> lines) {
    var all = new LinkedHashMap<String, Map<String, Object>>();
    for (var rule : rules) {
      var descriptor = new LinkedHashMap<String, Object>();
      descriptor.put("id", rule.code());
      descriptor.put("name", rule.name());
      descriptor.put("shortDescription", Map.of("text", rule.sentence()));
      descriptor.put("fullDescription", Map.of("text", rule.effect()));
      descriptor.put("help", Map.of("text", rule.workaround()));
      descriptor.put("defaultConfiguration", Map.of("level", level(rule.severity())));
      all.put(rule.code(), descriptor);
    }
    for (var line : lines) {
      all.putIfAbsent(line.code(), Map.of("id", line.code()));
    }
    return new ArrayList<>(all.values());
  }

  private static Map<String, Object> result(LintLine line) {
    var location = new LinkedHashMap<String, Object>();
    location.put("artifactLocation", Map.of("uri", uri(line.file())));
    if (line.line() > 0) {
      var region = new LinkedHashMap<String, Object>();
      region.put("startLine", line.line());
      region.put("startColumn", line.column());
      location.put("region", region);
    }
    var result = new LinkedHashMap<String, Object>();
    result.put("ruleId", line.code());
    result.put("level", level(line.severity()));
    result.put("message", Map.of("text", line.message() + " " + line.workaround()));
    result.put("locations", List.of(Map.of("physicalLocation", location)));
    return result;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /** A relative reference after RFC 3986: each part of the path escaped, slashes between them. */
  private static String uri(String file) {
    var parts = new ArrayList<String>();
    for (var part : file.replace('\\', '/').split("/", -1)) {
      parts.add(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return String.join("/", parts);
  }
}
