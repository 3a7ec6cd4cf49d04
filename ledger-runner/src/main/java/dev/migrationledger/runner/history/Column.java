package dev.migrationledger.runner.history;

import static java.util.Objects.requireNonNull;

/**
 * A column of a history table.
 *
 * @param name as the catalog has it
 * @param type as PostgreSQL formats it, e.g. {@code timestamp with time zone}
 */
public record Column(String name, String type) {

  public Column {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
  }
}
