package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

/**
 * A column that is needed.
 *
 * @param name as the catalogs have it
 * @param type as the server writes it, empty when any will do
 * @param nullable whether it may hold NULL
 * @param defaultValue its default, empty when any will do
 * @param identity {@code ALWAYS} or {@code BY DEFAULT}, empty when it need be none
 * @param generated whether the server computes it
 * @param terms where this is said, and when it holds
 */
public record ColumnRule(
    String name,
    String type,
    Nullable nullable,
    String defaultValue,
    String identity,
    boolean generated,
    Terms terms) {

  public ColumnRule {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(nullable, "nullable");
    requireNonNull(defaultValue, "defaultValue");
    requireNonNull(identity, "identity");
    requireNonNull(terms, "terms");
  }

  /** Whether NULL is allowed. */
  public enum Nullable {
    /** Both will do. */
    UNSAID,
    YES,
    NO
  }
}
