package dev.migrationledger.query.answer;

import java.util.OptionalLong;

/**
 * A duration in milliseconds that may be absent; JSON {@code null} then.
 *
 * @param value milliseconds, −1 when absent
 */
public record Millis(long value) {

  /** Nothing was measured. */
  public static final Millis NONE = new Millis(-1);

  /** A duration, or its absence. */
  public static Millis of(OptionalLong millis) {
    return millis.isPresent() ? new Millis(millis.getAsLong()) : NONE;
  }

  /** The milliseconds, when there are any. */
  public OptionalLong millis() {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
