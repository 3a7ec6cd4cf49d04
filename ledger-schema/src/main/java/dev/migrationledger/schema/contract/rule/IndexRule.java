package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An index that is needed: over all rows, valid, and with these columns first.
 *
 * @param columns columns and expressions, in order
 * @param unique whether it is to be unique, on exactly these
 * @param method its access method, empty when any will do
 * @param terms where this is said, and when it holds
 */
public record IndexRule(List<String> columns, boolean unique, String method, Terms terms) {

  public IndexRule {
    columns = List.copyOf(columns);
    requireNonNull(method, "method");
    requireNonNull(terms, "terms");
  }
}
