package dev.migrationledger.sql.lint;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
  /** It fails, stops the application, or loses what was not meant. */
  ERROR,
  /** It is right when somebody has thought about it. */
  WARNING,
  /** It is good to know. */
  INFO;

  /** In lower case, as answers show it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
