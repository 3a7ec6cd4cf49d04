package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

/**
 * A place in a contract.
 *
 * @param file as it was named
 * @param line from 1; 0 for the file as a whole
 * @param column from 1
 */
public record Place(String file, int line, int column) {

  public Place {
    requireNonNull(file, "file");
  }

  @Override
  public String toString() {
    return line == 0 ? file : "%s:%d:%d".formatted(file, line, column);
  }
}
