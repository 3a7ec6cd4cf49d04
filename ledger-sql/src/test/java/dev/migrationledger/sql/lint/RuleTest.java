package dev.migrationledger.sql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.sql.parse.PostgresSql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RuleTest {

  private static final Rulebook RULES = Rulebook.load();
  private static final PostgresSql SQL = new PostgresSql();

  @AfterAll
  static void close() {
    SQL.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_bad_example_is_found_by_this_rule_alone_and_at_its_line(String code, Rule rule)
      throws IOException {
    LintReport report = check(rule, rule.example().bad());

    assertThat(report.syntaxErrors()).as(code).isEmpty();
    assertThat(report.problems()).as(code).isEmpty();
    assertThat(report.findings())
        .as("%s finds %s", code, told(report))
        .isNotEmpty()
        .allMatch(finding -> finding.rule().code().equals(code));
    assertThat(report.findings().getFirst().place().line())
        .as(told(report))
        .isEqualTo(rule.example().line());
    assertThat(report.findings()).noneMatch(finding -> finding.message().contains("{"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_good_example_is_not_found_by_it(String code, Rule rule) throws IOException {
    LintReport report = check(rule, rule.example().good());

    assertThat(report.syntaxErrors()).as(code).isEmpty();
    assertThat(report.problems()).as(code).isEmpty();
    assertThat(report.findings())
        .as(told(report))
        .noneMatch(finding -> finding.rule().code().equals(code))
        .noneMatch(finding -> finding.rule().family().equals("ignores"));
  }

  @Test
  void each_rule_has_a_code_and_a_name_of_its_own_and_a_check() {
    List<Rule> rules = RULES.all();
    Set<String> words = new HashSet<>();

    assertThat(rules).hasSizeGreaterThanOrEqualTo(45);
    assertThat(rules).allMatch(rule -> words.add(rule.code()) && words.add(rule.name()));
    assertThat(rules).map(Rule::code).isSorted();
    assertThat(dev.migrationledger.sql.lint.check.Checks.all().names())
        .isEqualTo(rules.stream().map(Rule::name).collect(Collectors.toSet()));
  }

  private static LintReport check(Rule rule, String script) throws IOException {
    Set<String> enabled = rule.optional() ? Set.of(rule.code()) : Set.of();
    LintOptions options = new LintOptions(rule.example().serverVersion(), enabled);
    return new Lint(RULES, options, SQL)
        .check(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
  }

  private static String told(LintReport report) {
    return report.findings().stream()
        .map(one -> one.rule().code() + " " + one.place() + " " + one.message())
        .collect(Collectors.joining("\n"));
  }

  static Stream<Object[]> rules() {
    return RULES.all().stream().map(rule -> new Object[] {rule.code(), rule});
  }
}
