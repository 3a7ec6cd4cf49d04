package dev.migrationledger.runner.recovery.resume;

import java.util.regex.Pattern;

/** Statements that come to the same whether they are carried out once or twice. */
final class Repeatable {

  private static final Pattern SAME =
      Pattern.compile(
          "^(?:VACUUM|ANALYZE|REINDEX|CLUSTER|CHECKPOINT|REFRESH\\s+MATERIALIZED|ALTER\\s+SYSTEM"
              + "|ALTER\\s+TYPE\\b.*\\bADD\\s+VALUE\\s+IF\\s+NOT\\s+EXISTS"
              + "|DROP\\s+INDEX\\s+CONCURRENTLY\\s+IF\\s+EXISTS)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Repeatable() {}

  /** Whether a statement is one. */
  static boolean is(String sql) {
    return SAME.matcher(sql).find();
  }
}
