package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table or view that is needed, and what of it.
 *
 * @param name which
 * @param kind what it has to be
 * @param columns its columns
 * @param keys its unique keys, the primary one among them
 * @param foreignKeys its foreign keys
 * @param indexes its indexes
 * @param terms where this is said, and when it holds
 */
public record TableRule(
    QualifiedName name,
    RelationKind kind,
    List<ColumnRule> columns,
    List<KeyRule> keys,
    List<ForeignKeyRule> foreignKeys,
    List<IndexRule> indexes,
    Terms terms) {

  public TableRule {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    foreignKeys = List.copyOf(foreignKeys);
    indexes = List.copyOf(indexes);
    requireNonNull(terms, "terms");
  }
}
