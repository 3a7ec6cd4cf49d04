package dev.migrationledger.query.listing;

import static java.util.Objects.requireNonNull;

/**
 * Which part of a list.
 *
 * @param after the cursor that the page before gave, empty for the first page
 * @param limit at most so many rows, 1 to {@link #MOST}
 * @param descending from the list's end
 */
public record Page(String after, int limit, boolean descending) {

  /** So many rows when nobody says how many. */
  public static final int USUAL = 100;

  /** Never more rows than these. */
  public static final int MOST = 1_000;

  /** The first page. */
  public static final Page FIRST = new Page("", USUAL, false);

  public Page {
    requireNonNull(after, "after");
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to " + MOST + ": " + limit);
    }
  }
}
