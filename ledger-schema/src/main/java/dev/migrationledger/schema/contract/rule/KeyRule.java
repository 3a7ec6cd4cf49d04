package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Columns whose values together are unique.
 *
 * @param columns in any order
 * @param primary whether they are to be the primary key
 * @param terms where this is said, and when it holds
 */
public record KeyRule(List<String> columns, boolean primary, Terms terms) {

  public KeyRule {
    columns = List.copyOf(columns);
    requireNonNull(terms, "terms");
  }
}
