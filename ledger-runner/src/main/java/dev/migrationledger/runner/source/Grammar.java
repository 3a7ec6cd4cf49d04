package dev.migrationledger.runner.source;

import dev.migrationledger.sql.parse.SyntaxError;
import java.util.regex.Pattern;

/** How far the grammar of a server is that of the parser: what the server takes is no error. */
public final class Grammar {

  private static final int PARSER = 18;

  /** Numbers and words that PostgreSQL 14 to 17 read in another way than 18. */
  private static final Pattern CHANGED =
      Pattern.compile(
          "\\b(?:system_user|merge_action|json\\w*)\\b|trailing junk|invalid (?:hexa|octal|binary)",
          Pattern.CASE_INSENSITIVE);

  private final int server;

  /**
   * @param version the server's, e.g. {@code 17.2} or {@code 19beta1}
   */
  Grammar(String version) {
    this.server = major(version);
  }

  /** The major version, as in {@code 17.2} or {@code 19beta1}; the parser's when none is told. */
  public static int major(String version) {
    var digits = version.replaceFirst("\\D.*", "");
    return digits.isEmpty() ? PARSER : Integer.parseInt(digits);
  }

  /** The server's major version. */
  int version() {
    return server;
  }

  /** Whether the server is bound to see the error too. */
  boolean isThatOf(SyntaxError error) {
    return server == PARSER
        || (server < PARSER && !CHANGED.matcher(error.message() + "\n" + error.excerpt()).find());
  }

  /** Why it is not. */
  String doubt() {
    return "PostgreSQL " + server + " of the target may accept it; its word counts";
  }
}
