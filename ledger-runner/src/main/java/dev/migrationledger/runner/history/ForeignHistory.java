package dev.migrationledger.runner.history;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a history table says.
 *
 * @param table where it was read
 * @param rows what it tells, in the order in which it happened
 */
public record ForeignHistory(HistoryTable table, List<ForeignRow> rows) {

  public ForeignHistory {
    requireNonNull(table, "table");
    rows = List.copyOf(rows);
  }
}
