package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Columns that refer to another table.
 *
 * @param columns the columns that refer
 * @param references the table they refer to
 * @param to its columns, one for each; none when it does not matter which
 * @param validated whether rows that were there before have to keep it too
 * @param terms where this is said, and when it holds
 */
public record ForeignKeyRule(
    List<String> columns,
    QualifiedName references,
    List<String> to,
    boolean validated,
    Terms terms) {

  public ForeignKeyRule {
    columns = List.copyOf(columns);
    requireNonNull(references, "references");
    to = List.copyOf(to);
    requireNonNull(terms, "terms");
  }
}
