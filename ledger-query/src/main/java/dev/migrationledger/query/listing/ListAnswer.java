package dev.migrationledger.query.listing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * One page of a list.
 *
 * @param schema {@code ledger/<list>/v1}
 * @param target the target, empty when the list is about all
 * @param asOf index of the last event it covers, −1 when there is none
 * @param items the rows, each with its fields in order
 * @param next the cursor of the next page, empty when this is the last
 */
public record ListAnswer(
    String schema, String target, long asOf, List<Map<String, Object>> items, String next) {

  public ListAnswer {
    requireNonNull(schema, "schema");
    requireNonNull(target, "target");
    items = List.copyOf(items);
    requireNonNull(next, "next");
  }
}
