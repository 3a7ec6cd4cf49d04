package dev.migrationledger.runner.schema;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A relation as the target holds it at this moment; for an index, what its table holds.
 *
 * @param visible whether it is found by its name alone
 * @param rows about how many, from the server's statistics; -1 when they do not tell
 * @param bytes with its indexes and partitions; -1 when that could not be asked
 */
public record LiveTable(String schema, String name, boolean visible, long rows, long bytes) {

  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1024;

  public LiveTable {
    requireNonNull(schema, "schema");
    requireNonNull(name, "name");
  }

  /** As in {@code orders: 12,400,000 rows, 3.1 GB}. */
  public String described() {
    var counted = rows < 0 ? "not analyzed yet" : String.format(Locale.ROOT, "%,d rows", rows);
    return name + ": " + counted + (bytes < 0 ? ", size not known" : ", " + size());
  }

  private String size() {
    var value = (double) bytes;
    var unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return unit == 0
        ? bytes + " " + UNITS[0]
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
