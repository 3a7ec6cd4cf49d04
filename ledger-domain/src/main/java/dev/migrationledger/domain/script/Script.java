package dev.migrationledger.domain.script;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One migration file as it was found.
 *
 * @param version its number
 * @param file its name, without folder
 * @param checksum SHA-256 of the raw bytes
 * @param normalisedChecksum SHA-256 after CRLF became LF and a byte order mark was taken off
 * @param bytes its length
 * @param content commitment to the stored text (SHA-256 over salt and text), empty when the text
 *     was too long to keep
 * @param author who wrote these bytes
 * @param dependencies what must be applied before it: what its header declares, and what its
 *     statements show it to need
 * @param environments where it may run; empty means everywhere
 * @param transactional whether it runs in one transaction
 * @param facts what it does to the schema
 */
public record Script(
    Version version,
    String file,
    Checksum checksum,
    Checksum normalisedChecksum,
    long bytes,
    String content,
    Authorship author,
    List<Dependency> dependencies,
    List<String> environments,
    boolean transactional,
    ScriptFacts facts) {

  public Script {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(checksum, "checksum");
    requireNonNull(normalisedChecksum, "normalisedChecksum");
    requireNonNull(content, "content");
    requireNonNull(author, "author");
    requireNonNull(facts, "facts");
    dependencies = List.copyOf(dependencies);
    environments = List.copyOf(environments);
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative: " + bytes);
    }
  }
}
