package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

/**
 * A migration that must be applied before another.
 *
 * @param version the number it names
 * @param file the file it names
 * @param reason why, as the author wrote it; may be empty
 * @param declared written in a {@code -- DEPENDS:} line, not derived from the SQL
 */
public record Dependency(Version version, String file, String reason, boolean declared) {

  public Dependency {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(reason, "reason");
  }
}
