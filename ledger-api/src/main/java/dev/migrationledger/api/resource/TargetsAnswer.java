package dev.migrationledger.api.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Every target the ledger knows.
 *
 * @param schema {@code ledger/targets/v1}
 * @param targets by name
 */
record TargetsAnswer(String schema, List<String> targets) {

  TargetsAnswer {
    requireNonNull(schema, "schema");
    targets = List.copyOf(targets);
  }
}
