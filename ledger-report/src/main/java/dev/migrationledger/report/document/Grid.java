package dev.migrationledger.report.document;

import java.util.List;

/**
 * Rows under headings.
 *
 * @param headings one for each column
 * @param rows rows of as many cells
 */
public record Grid(List<String> headings, List<List<String>> rows) {

  /** No rows at all. */
  public static final Grid NONE = new Grid(List.of(), List.of());

  public Grid {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (var row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + headings.size() + " headings");
      }
    }
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }
}
