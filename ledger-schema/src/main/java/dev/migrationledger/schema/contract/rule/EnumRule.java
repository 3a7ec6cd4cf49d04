package dev.migrationledger.schema.contract.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An enum type that is needed.
 *
 * @param name which
 * @param labels the labels that it has to have, in any order
 * @param others whether it may have further ones
 * @param terms where this is said, and when it holds
 */
public record EnumRule(QualifiedName name, List<String> labels, boolean others, Terms terms) {

  public EnumRule {
    requireNonNull(name, "name");
    labels = List.copyOf(labels);
    requireNonNull(terms, "terms");
  }
}
