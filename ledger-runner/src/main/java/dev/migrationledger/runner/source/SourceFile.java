package dev.migrationledger.runner.source;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import java.nio.file.Path;

/**
 * A migration's file as the folder holds it.
 *
 * @param path where it is
 * @param file its name
 * @param version its number
 * @param checksum SHA-256 of its bytes
 * @param bytes its length
 */
public record SourceFile(Path path, String file, Version version, Checksum checksum, long bytes) {

  public SourceFile {
    requireNonNull(path, "path");
    requireNonNull(file, "file");
    requireNonNull(version, "version");
    requireNonNull(checksum, "checksum");
  }
}
