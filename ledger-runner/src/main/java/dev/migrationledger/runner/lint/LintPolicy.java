package dev.migrationledger.runner.lint;

import dev.migrationledger.runner.settings.LintSettings;
import dev.migrationledger.runner.settings.LintSettings.Chosen;
import dev.migrationledger.runner.settings.LintSettings.Exempt;
import dev.migrationledger.runner.settings.LintSettings.Level;
import dev.migrationledger.sql.lint.LintFinding;
import dev.migrationledger.sql.lint.LintOptions;
import dev.migrationledger.sql.lint.Rule;
import dev.migrationledger.sql.lint.Rulebook;
import dev.migrationledger.sql.lint.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How bad the findings of each rule are here, and which are left out. */
public final class LintPolicy {

  private final Rulebook rules;
  private final LintOptions options;
  private final Map<String, Chosen> chosen = new HashMap<>();
  private final List<Exempt> except;

  /**
   * A policy for one server.
   *
   * @param enabled optional rules wanted beside those that the settings name
   * @throws dev.migrationledger.runner.settings.SettingsProblem when they name what is no rule
   */
  public LintPolicy(Rulebook rules, LintSettings settings, int serverVersion, Set<String> enabled) {
    this.rules = rules;
    this.except = settings.except();
    settings.checkNames(rules.names());
    settings.rules().forEach(one -> chosen.put(one.rule(), one));
    var wanted = new HashSet<>(enabled);
    settings.rules().stream().map(Chosen::rule).forEach(wanted::add);
    this.options = new LintOptions(serverVersion, wanted);
  }

  public Rulebook rules() {
    return rules;
  }

  public LintOptions options() {
    return options;
  }

  /** The findings in a file, without those of rules that are off, in the order given. */
  public List<Judged> judge(String file, List<LintFinding> findings, TableSizes sizes) {
    var judged = new ArrayList<Judged>();
    for (var finding : findings) {
      var choice = choice(finding.rule());
      if (choice.isEmpty() || choice.get().level() != Level.OFF) {
        judged.add(judge(file, finding, choice, sizes));
      }
    }
    return judged;
  }

  /** Whether the project makes findings of a rule refuse a run. */
  boolean isRefusing(Rule rule) {
    return choice(rule).filter(one -> one.level() == Level.ERROR).isPresent();
  }

  private Judged judge(
      String file, LintFinding finding, Optional<Chosen> choice, TableSizes sizes) {
    var rule = finding.rule();
    var severity = choice.map(LintPolicy::severity).orElse(rule.severity());
    var from = choice.map(one -> place(one.place())).orElse(Judged.RULE);
    var note = "";
    var table = sizes.find(finding.table());
    if (rule.isAboutUseOfTable() && sizes.isAbsent(finding.table())) {
      note = finding.table() + " does not exist on the target yet";
      from = severity == Severity.INFO ? from : "table size";
      severity = Severity.INFO;
    } else if (rule.isAboutUseOfTable() && table.isPresent()) {
      note = table.get().described();
      if (rule.sized() && choice.isEmpty() && TableSizes.isTiny(table.get())) {
        from = severity == Severity.INFO ? from : "table size";
        severity = lower(severity);
      }
    }
    var because = exempt(rule, file).map(Exempt::because).orElse("");
    return new Judged(
        finding, severity, from, choice.isPresent(), note, because, table.stream().toList());
  }

  private Optional<Chosen> choice(Rule rule) {
    return Optional.ofNullable(chosen.get(rule.code()))
        .or(() -> Optional.ofNullable(chosen.get(rule.name())));
  }

  private Optional<Exempt> exempt(Rule rule, String file) {
    var name = file.substring(file.lastIndexOf('/') + 1);
    return except.stream()
        .filter(one -> one.rule().equals(rule.code()) || one.rule().equals(rule.name()))
        .filter(one -> matches(one.files(), name) || matches(one.files(), file))
        .findFirst();
  }

  private static boolean matches(String pattern, String name) {
    var expression = new StringBuilder();
    pattern
        .codePoints()
        .forEach(c ->
            expression.append(
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                }));
    return name.matches(expression.toString());
  }

  private static String place(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  private static Severity severity(Chosen chosen) {
    return switch (chosen.level()) {
      case ERROR -> Severity.ERROR;
      case WARNING -> Severity.WARNING;
      case INFO, OFF -> Severity.INFO;
    };
  }

  private static Severity lower(Severity severity) {
    return switch (severity) {
      case ERROR -> Severity.WARNING;
      case WARNING, INFO -> Severity.INFO;
    };
  }
}
