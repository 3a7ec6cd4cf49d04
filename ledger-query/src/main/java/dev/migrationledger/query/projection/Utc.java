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

  private static final int MOST_YEAR = 9999;

  private Utc() {}

  /** For machines: {@code 2026-03-01T14:03:00.000000Z}. */
  public static String text(Instant instant) {
    var at = instant.atOffset(ZoneOffset.UTC);
    if (at.getYear() < 0 || at.getYear() > MOST_YEAR) {
      return MICROSECONDS.format(instant);
    }
    // a formatter takes ten times as long, and answers are full of times
    var text = "0000-00-00T00:00:00.000000Z".toCharArray();
    digits(text, 4, at.getYear());
    digits(text, 7, at.getMonthValue());
    digits(text, 10, at.getDayOfMonth());
    digits(text, 13, at.getHour());
    digits(text, 16, at.getMinute());
    digits(text, 19, at.getSecond());
    digits(text, 26, at.getNano() / 1_000);
    return new String(text);
  }

  /** Writes a number's digits over the zeros that end before a place. */
  private static void digits(char[] text, int end, int number) {
    int place = end;
    for (int left = number; left > 0; left /= 10) {
      text[--place] = (char) ('0' + left % 10);
    }
  }

  /** For a sentence: {@code 2026-03-01 14:03:00 UTC}. */
  public static String sentence(Instant instant) {
    return SECONDS.format(instant);
  }
}
