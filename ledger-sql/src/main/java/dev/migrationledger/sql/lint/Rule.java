package dev.migrationledger.sql.lint;

import dev.migrationledger.sql.lint.script.Check;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule.
 *
 * @param code such as {@code LINT-001}; it keeps its meaning for ever
 * @param name in lower-case words with dashes
 * @param family the rules it stands among
 * @param optional whether it is off until it is enabled
 * @param sized whether it matters the more the larger the table is
 * @param condition what is found, with a name in braces for what it is found on
 * @param effect what happens on the server: which lock, on what, how long; or what is lost
 * @param workaround what to write instead
 * @param check recognises it
 */
public record Rule(
    String code,
    String name,
    String family,
    Severity severity,
    boolean optional,
    boolean sized,
    String condition,
    String effect,
    String workaround,
    Example example,
    Check check) {

  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)\\}");

  public Rule {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(effect, "effect");
    Objects.requireNonNull(workaround, "workaround");
    Objects.requireNonNull(example, "example");
    Objects.requireNonNull(check, "check");
    if (condition.isEmpty() || effect.isEmpty() || workaround.isEmpty()) {
      throw new IllegalArgumentException(code + " lacks its condition, effect or workaround");
    }
  }

  /** Whether it harms only those who use the table: nobody does before it exists. */
  public boolean isAboutUseOfTable() {
    return sized || example.lock().isMade();
  }

  /** The condition in general words. */
  public String sentence() {
    return BRACES.matcher(condition).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
  }

  /** The condition with the name of what it was found on. */
  String sentence(String what) {
    return BRACES.matcher(condition).replaceAll(found -> Matcher.quoteReplacement(what));
  }
}
