package dev.migrationledger.runner.recovery.detect;

import dev.migrationledger.sql.StatementReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The index that a CREATE INDEX CONCURRENTLY statement builds.
 *
 * @param name its name as the script writes it, quoted and qualified where the script does
 */
record BuiltIndex(String name) {

  private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
  private static final Pattern CREATE =
      Pattern.compile(
          "^CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?("
              + PART
              + ")\\s+ON\\s+(?:ONLY\\s+)?(?:("
              + PART
              + ")\\.)?",
          Pattern.CASE_INSENSITIVE);

  /** The index that the script's n-th statement builds, if it builds one with a name. */
  static Optional<BuiltIndex> of(Path script, int ordinal) {
    try (var reader = StatementReader.of(Files.newInputStream(script))) {
      for (var s = reader.next(); s != null; s = reader.next()) {
        if (s.ordinal() == ordinal) {
          var matcher = CREATE.matcher(s.text());
          return matcher.find()
              ? Optional.of(
                  new BuiltIndex(
                      matcher.group(2) == null
                          ? matcher.group(1)
                          : matcher.group(2) + "." + matcher.group(1)))
              : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
