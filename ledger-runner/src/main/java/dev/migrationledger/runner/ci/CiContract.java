package dev.migrationledger.runner.ci;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The contract that the replayed schema is held against.
 *
 * @param file where it is; need not be there
 * @param name what findings call it
 */
public record CiContract(Path file, String name) {

  public CiContract {
    requireNonNull(file, "file");
    requireNonNull(name, "name");
  }
}
