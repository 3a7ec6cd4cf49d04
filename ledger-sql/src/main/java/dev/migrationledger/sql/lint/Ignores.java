package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.Comment;
import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.lint.script.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header lines {@code -- IGNORE: LINT-007 because …}, and what is wrong with them. */
final class Ignores {

  static final String WITHOUT_REASON = "ignore-without-reason";
  static final String UNUSED = "ignore-unused";

  private static final Pattern LINE =
      Pattern.compile("^\\s*IGNORE\\s*:\\s*(.*?)\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern REASONED =
      Pattern.compile(
          "^(LINT-\\d{3}(?:\\s*,\\s*LINT-\\d{3})*+)\\s+because\\s+\\S.*$",
          Pattern.CASE_INSENSITIVE);

  /** A line for those who look when the script has run. */
  private static final Pattern OF_OTHERS =
      Pattern.compile("^VERIFY-\\d{3}\\s+because\\s+\\S.*$", Pattern.CASE_INSENSITIVE);

  private final Rulebook rules;
  private final List<Ignore> ignored = new ArrayList<>();
  private final List<LintFinding> findings = new ArrayList<>();

  private Ignores(Rulebook rules) {
    this.rules = rules;
  }

  /** One code of one line. */
  private record Ignore(String code, Place place) {}

  static Ignores of(List<Comment> header, Rulebook rules) {
    Ignores ignores = new Ignores(rules);
    for (Comment comment : header) {
      Matcher line = LINE.matcher(comment.text());
      if (line.matches() && !OF_OTHERS.matcher(line.group(1)).matches()) {
        ignores.read(comment, line.group(1));
      }
    }
    return ignores;
  }

  private void read(Comment comment, String text) {
    Matcher reasoned = REASONED.matcher(text);
    if (!reasoned.matches()) {
      find(WITHOUT_REASON, comment.place(), text);
      return;
    }
    for (String code : reasoned.group(1).split(",", -1)) {
      ignored.add(new Ignore(code.strip().toUpperCase(java.util.Locale.ROOT), comment.place()));
    }
  }

  /** Those that are not ignored, and what is to say about the lines themselves. */
  List<LintFinding> left(List<LintFinding> all) {
    for (Ignore ignore : ignored) {
      if (all.stream().noneMatch(finding -> finding.rule().code().equals(ignore.code))) {
        find(UNUSED, ignore.place, ignore.code);
      }
    }
    List<LintFinding> left = new ArrayList<>(findings);
    all.stream()
        .filter(one -> ignored.stream().noneMatch(i -> i.code.equals(one.rule().code())))
        .forEach(left::add);
    return left;
  }

  private void find(String rule, Place place, String what) {
    Rule found = rules.named(rule);
    findings.add(new LintFinding(found, place, found.sentence(what), 0, TableName.NONE));
  }
}
