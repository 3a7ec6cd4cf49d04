package dev.migrationledger.runner.execute;

import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts are UTF-8 and sent as such; one that tells the server otherwise would have its text
 * understood wrongly.
 */
final class ScriptEncoding {

  private static final Pattern SET =
      Pattern.compile(
          "SET\\s+(?:SESSION\\s+|LOCAL\\s+)?(?:client_encoding\\s*(?:=|\\sTO\\s)|NAMES\\s)"
              + "\\s*'?([\\w -]+?)'?\\s*",
          Pattern.CASE_INSENSITIVE);

  private ScriptEncoding() {}

  static boolean isChangedBy(Statement statement) {
    if (!statement.text().regionMatches(true, 0, "SET", 0, 3)) {
      return false;
    }
    String encoding = encoding(statement).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return !encoding.isEmpty()
        && !encoding.equals("UTF8")
        && !encoding.equals("UNICODE")
        && !encoding.equals("DEFAULT");
  }

  static Failure refusal(Statement statement) {
    return FailureReport.ours(
        Failure.Kind.ROLLED_BACK,
        "the script sets client_encoding to "
            + encoding(statement)
            + ", but scripts are read and sent as UTF-8; nothing was kept. Save the file as UTF-8"
            + " and remove the statement",
        statement,
        0);
  }

  private static String encoding(Statement statement) {
    Matcher set = SET.matcher(statement.text());
    return set.matches() ? set.group(1) : "";
  }
}
