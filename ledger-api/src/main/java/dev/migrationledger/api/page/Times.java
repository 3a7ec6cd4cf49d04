package dev.migrationledger.api.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Points in time as addresses and forms write them: always UTC. */
final class Times {

  private Times() {}

  /**
   * The first instant of a day, minute or second.
   *
   * @param name the parameter's name
   * @param text {@code 2026-03-01}, {@code 2026-03-01T14:03}, with seconds, with or without Z
   * @throws PageProblem when it is none of these
   */
  static Instant start(String name, String text) {
    return parse(name, text);
  }

  /** The instant after a day, minute or second. */
  static Instant end(String name, String text) {
    var start = parse(name, text);
    var bare = text.strip().replaceFirst("[zZ]$", "");
    var length =
        switch (bare.length()) {
          case 10 -> Duration.ofDays(1);
          case 16 -> Duration.ofMinutes(1);
          case 19 -> Duration.ofSeconds(1);
          default -> Duration.of(1, ChronoUnit.MICROS);
        };
    return start.plus(length);
  }

  /** As a form field takes it: to the second. */
  static String field(Instant instant) {
    var second = instant.truncatedTo(ChronoUnit.SECONDS);
    return second.toString().replace("Z", "");
  }

  private static Instant parse(String name, String text) {
    var bare = text.strip().toUpperCase(Locale.ROOT).replaceFirst("Z$", "").replace(' ', 'T');
    try {
      var at =
          bare.length() == 10 ? LocalDate.parse(bare).atStartOfDay() : LocalDateTime.parse(bare);
      if (at.getYear() < 1 || at.getYear() > 9999) {
        throw new DateTimeException("out of range");
      }
      return at.toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new PageProblem(
          PageError.BAD_ADDRESS,
          "",
          name + "=\"" + text + "\" is no point in time (2026-03-01 or 2026-03-01T14:03, UTC).");
    }
  }
}
