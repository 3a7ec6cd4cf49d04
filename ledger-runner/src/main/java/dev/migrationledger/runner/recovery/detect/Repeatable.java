package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.sql.StatementReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Whether the script's n-th statement is one. */
  static boolean is(Path script, int ordinal) {
    try (var reader = StatementReader.of(Files.newInputStream(script))) {
      for (var s = reader.next(); s != null; s = reader.next()) {
        if (s.ordinal() == ordinal) {
          return SAME.matcher(s.text()).find();
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
