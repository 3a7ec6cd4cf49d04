package dev.migrationledger.runner.history;

import static java.util.Objects.requireNonNull;

/**
 * Which column of a hand-made table means what; empty for what it does not keep.
 *
 * @param version the version, or the file's name
 * @param file the file's name, when another column than the version has it
 * @param appliedAt when
 * @param appliedBy by whom
 * @param checksum a checksum of the file
 * @param success whether it succeeded
 */
public record Mapping(
    String version,
    String file,
    String appliedAt,
    String appliedBy,
    String checksum,
    String success) {

  /** No mapping: the tool's own columns are known. */
  public static final Mapping NONE = new Mapping("", "", "", "", "", "");

  public Mapping {
    requireNonNull(version, "version");
    requireNonNull(file, "file");
    requireNonNull(appliedAt, "appliedAt");
    requireNonNull(appliedBy, "appliedBy");
    requireNonNull(checksum, "checksum");
    requireNonNull(success, "success");
  }
}
