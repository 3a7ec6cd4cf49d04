package dev.migrationledger.runner.recovery.state;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * How long a step may take.
 *
 * @param ms milliseconds, 0 when it takes no time worth telling or none can be told
 * @param basis from what it is told, empty when it is not
 */
public record Estimate(long ms, String basis) {

  /** Nothing is told. */
  public static final Estimate NONE = new Estimate(0, "");

  public Estimate {
    requireNonNull(basis, "basis");
  }

  /**
   * From a size and a rate that was measured.
   *
   * @param what what was measured, e.g. {@code REINDEX CONCURRENTLY}
   */
  public static Estimate of(long bytes, long mebibytesPerSecond, String what) {
    var mebibytes = bytes / 1048576.0;
    return new Estimate(
        Math.max(10, Math.round(mebibytes * 1000 / mebibytesPerSecond)),
        String.format(
            Locale.ROOT,
            "%.1f MiB at %d MiB/s, measured for %s on 2 busy cores with PostgreSQL 18",
            mebibytes,
            mebibytesPerSecond,
            what));
  }
}
