package dev.migrationledger.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a text that is going to be kept or shown, and leaves its lines where they
 * are.
 *
 * <p>Recognised are the literal after the word {@code PASSWORD} (roles, user mappings), {@code
 * password=} and {@code sslpassword=} of connection strings and assignments, the password in a URL,
 * private keys in PEM, and access tokens that tell themselves by their prefix. What is not written
 * in one of these ways is not recognised: a password that is a value of an INSERT looks like any
 * other value.
 */
public final class SecretText {

  /** What stands where a secret stood. */
  public static final String MARK = "***";

  private static final String LITERAL =
      "(?:[eE]|[uU]&)?'(?:[^'\\\\]++|''|\\\\.)*+'|\\$(?<tag>[\\p{L}_][\\p{L}\\p{N}_]*+|)\\$.*?\\$\\k<tag>\\$";

  /** Each names what it keeps before and after the secret. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile(
              "(?<before>\\bpassword\\s*+)(?<secret>" + LITERAL + ")(?<after>)",
              Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
          Pattern.compile(
              "(?<before>\\b(?:ssl)?password\\s*+=\\s*+''?)(?<secret>[^']++)(?<after>'')?",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "(?<before>(?<![.\\w])(?:ssl)?password=)(?<secret>[^\\s'\",;)&]++)(?<after>)",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "(?<before>\\b[a-z][a-z0-9+.-]*+://[^\\s:/@'\"?#]*+:)(?<secret>[^\\s/'\"]{1,256})(?<after>@)",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "(?<before>-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----)(?<secret>.*?)"
                  + "(?<after>-----END [A-Z ]{0,24}PRIVATE KEY-----)",
              Pattern.DOTALL),
          Pattern.compile(
              "(?<before>)(?<secret>\\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,}|"
                  + "github_pat_[A-Za-z0-9_]{22,}|glpat-[\\w-]{20,}|xox[abprs]-[\\w-]{10,}|"
                  + "[sr]k_live_[A-Za-z0-9]{16,}|AIza[\\w-]{35}))(?<after>)"));

  /** A text without any of them, in any case of letters, holds nothing. */
  private static final List<String> HINTS =
      List.of(
          "password",
          "://",
          "private key",
          "akia",
          "asia",
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "xox",
          "k_live_",
          "aiza");

  private SecretText() {}

  /** The text with {@value #MARK} in place of each secret; the same text when there is none. */
  public static String without(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (HINTS.stream().noneMatch(lower::contains)) {
      return text;
    }
    var clean = text;
    for (var secret : SECRETS) {
      clean = without(clean, secret);
    }
    return clean;
  }

  private static String without(String text, Pattern pattern) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    do {
      var after = found.group("after") == null ? "" : found.group("after");
      var kept = found.group("before") + mark(found.group("secret")) + after;
      found.appendReplacement(clean, Matcher.quoteReplacement(kept));
    } while (found.find());
    return found.appendTail(clean).toString();
  }

  /** As a literal where it was one, with as many line breaks as it had. */
  private static String mark(String secret) {
    var breaks = "\n".repeat((int) secret.chars().filter(c -> c == '\n').count());
    var last = secret.charAt(secret.length() - 1);
    var literal = last == '\'' || (last == '$' && secret.charAt(0) == '$');
    return literal ? "'" + MARK + breaks + "'" : MARK + breaks;
  }
}
