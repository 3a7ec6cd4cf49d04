package dev.migrationledger.sql.lint;

import java.util.Set;

/**
 * What a script is held against.
 *
 * @param serverVersion the major version of the target's PostgreSQL
 * @param enabled codes or names of the optional rules wanted
 */
public record LintOptions(int serverVersion, Set<String> enabled) {

  /** The newest server whose grammar is known. */
  public static final int NEWEST_SERVER = 18;

  /** All rules that are not optional, for the newest server. */
  public static final LintOptions USUAL = new LintOptions(NEWEST_SERVER, Set.of());

  public LintOptions {
    enabled = Set.copyOf(enabled);
    if (serverVersion < 9) {
      throw new IllegalArgumentException("There is no lint for PostgreSQL " + serverVersion);
    }
  }

  boolean wants(Rule rule) {
    return !rule.optional() || enabled.contains(rule.code()) || enabled.contains(rule.name());
  }
}
