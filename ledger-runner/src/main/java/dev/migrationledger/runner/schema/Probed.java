package dev.migrationledger.runner.schema;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.sql.rows.RowDemand;

/**
 * What became of the question whether rows are as a statement demands.
 *
 * @param offending how many rows are not; 0 too when it was not asked
 * @param rows about how many the table has
 * @param shown a query that shows those rows, or their values
 * @param unasked why it was not asked or not answered; empty when it was
 */
public record Probed(RowDemand demand, long offending, long rows, String shown, String unasked) {

  public Probed {
    requireNonNull(demand, "demand");
    requireNonNull(shown, "shown");
    requireNonNull(unasked, "unasked");
  }
}
