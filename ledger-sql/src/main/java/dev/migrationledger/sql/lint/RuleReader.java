package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.lint.check.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of rules. A rule starts with a line {@code LINT-001 its-name severity}, and {@code
 * optional} after it; fields follow as {@code name: text}, or as {@code name:} with the text on
 * indented lines; a line that starts with {@code #} is a comment.
 */
final class RuleReader {

  private static final Pattern RULE =
      Pattern.compile("^(LINT-\\d{3}) ([a-z0-9-]+) (error|warning|info)( optional)?$");
  private static final Pattern FIELD = Pattern.compile("^([a-z]+):(?: (.*))?$");
  private static final Set<String> FIELDS =
      Set.of(
          "found", "effect", "instead", "setup", "bad", "at", "good", "server", "lock", "rewrite",
          "size", "fails");
  private static final String INDENT = "    ";

  private final String family;
  private final Checks checks;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private String head = "";
  private String field = "";

  RuleReader(String family, Checks checks) {
    this.family = family;
    this.checks = checks;
  }

  List<Rule> read(String text) {
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::line);
    finish();
    return List.copyOf(rules);
  }

  private void line(String line) {
    if (line.startsWith(INDENT)) {
      fields.merge(field, line.substring(INDENT.length()), RuleReader::join);
      return;
    }
    Matcher found = FIELD.matcher(line);
    if (!found.matches()) {
      finish();
      head = line;
      return;
    }
    field = found.group(1);
    String value = found.group(2) == null ? "" : found.group(2);
    if (!FIELDS.contains(field) || fields.put(field, value) != null) {
      throw new IllegalStateException(family + ".rules: \"" + line + "\" in " + head);
    }
  }

  private static String join(String before, String line) {
    return before.isEmpty() ? line : before + "\n" + line;
  }

  private void finish() {
    if (head.isEmpty()) {
      return;
    }
    Matcher words = RULE.matcher(head);
    if (!words.matches()) {
      throw new IllegalStateException(family + ".rules: no rule starts with \"" + head + "\"");
    }
    rules.add(
        new Rule(
            words.group(1),
            words.group(2),
            family,
            Severity.valueOf(words.group(3).toUpperCase(Locale.ROOT)),
            words.group(4) != null,
            text("size").equals("matters"),
            text("found"),
            text("effect"),
            text("instead"),
            example(),
            checks.named(words.group(2))));
    fields.clear();
  }

  private Example example() {
    return new Example(
        text("setup"),
        text("bad"),
        Integer.parseInt(fields.getOrDefault("at", "1")),
        text("good"),
        Integer.parseInt(fields.getOrDefault("server", "" + LintOptions.NEWEST_SERVER)),
        LockClaim.of(text("lock")),
        text("rewrite"),
        text("fails"));
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }
}
