package dev.migrationledger.runner.trace.seen;

import static java.util.Objects.requireNonNull;

/**
 * An object that a statement touched.
 *
 * @param action {@code created}, {@code altered}, {@code dropped}, or the command in lower case
 * @param type as the server names it, e.g. {@code table}
 * @param name as the server writes it, with its schema
 */
public record SeenObject(String action, String type, String name) {

  public SeenObject {
    requireNonNull(action, "action");
    requireNonNull(type, "type");
    requireNonNull(name, "name");
  }
}
