package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

/**
 * A migration that must be applied before another.
 *
 * @param version the number it names
 * @param file the file it names
 * @param reason why, as the author wrote it; may be empty
 * @param declared written in a {@code -- DEPENDS:} line, not derived from the SQL
 * @param object of a derived one, the object that the other creates, e.g. {@code table users};
 *     empty for a declared one
 * @param line 1-based line of the script that says so or names the object, 0 when not known
 */
public record Dependency(
    Version version, String file, String reason, boolean declared, String object, int line) {

  public Dependency {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(reason, "reason");
    object = SchemaObject.brief(object);
  }
}
