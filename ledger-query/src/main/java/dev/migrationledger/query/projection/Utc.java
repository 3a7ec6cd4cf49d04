package dev.migrationledger.query.projection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The one way a point in time is written: ISO 8601 in UTC, always six digits after the second. */
public final class Utc {

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Utc() {}

  /** For machines: {@code 2026-03-01T14:03:00.000000Z}. */
  public static String text(Instant instant) {
    return MICROSECONDS.format(instant);
  }

  /** For a sentence: {@code 2026-03-01 14:03:00 UTC}. */
  public static String sentence(Instant instant) {
    return SECONDS.format(instant);
  }
}
