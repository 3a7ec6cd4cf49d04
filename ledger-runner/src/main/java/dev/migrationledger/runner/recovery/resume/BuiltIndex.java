package dev.migrationledger.runner.recovery.resume;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The index that a CREATE INDEX CONCURRENTLY statement builds.
 *
 * @param name its name as the script writes it, quoted and qualified where the script does
 */
public record BuiltIndex(String name) {

  private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
  private static final Pattern CREATE =
      Pattern.compile(
          "^CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?("
              + PART
              + ")\\s+ON\\s+(?:ONLY\\s+)?(?:("
              + PART
              + ")\\.)?",
          Pattern.CASE_INSENSITIVE);

  /** The index that a statement builds, if it builds one with a name. */
  static Optional<BuiltIndex> of(String sql) {
    var matcher = CREATE.matcher(sql);
    return matcher.find()
        ? Optional.of(
            new BuiltIndex(
                matcher.group(2) == null
                    ? matcher.group(1)
                    : matcher.group(2) + "." + matcher.group(1)))
        : Optional.empty();
  }
}
