package dev.migrationledger.query.ask.grammar;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time as people write it, which is a span: a month, a day, a minute or a second.
 *
 * @param written in UTC, as a reader can check it
 * @param start its beginning; the time of day on 1970-01-01 when no day was named
 * @param end its end, excluded
 * @param daily no day was named
 */
public record Span(String written, Instant start, Instant end, boolean daily) {

  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTE = format("uuuu-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = format("uuuu-MM-dd HH:mm:ss");

  public Span {
    requireNonNull(written, "written");
    requireNonNull(start, "start");
    requireNonNull(end, "end");
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a span ends after it starts: " + start + ", " + end);
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static Span between(Instant start, Instant end) {
    return new Span(written(start, end), start, end, false);
  }

  /** A time of day, without a day. */
  static Span daily(LocalTime from, Duration length) {
    var start = from.atDate(java.time.LocalDate.EPOCH).toInstant(ZoneOffset.UTC);
    var form = length.compareTo(Duration.ofMinutes(1)) < 0 ? "HH:mm:ss" : "HH:mm";
    return new Span(format(form).format(start), start, start.plus(length), true);
  }

  private static String written(Instant start, Instant end) {
    var length = Duration.between(start, end);
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      return SECOND.format(start);
    }
    if (length.equals(Duration.ofMinutes(1)) && isWhole(start, 60)) {
      return MINUTE.format(start);
    }
    boolean days = isWhole(start, 86_400) && isWhole(end, 86_400);
    if (days && length.equals(Duration.ofDays(1))) {
      return DAY.format(start);
    }
    return days
        ? DAY.format(start) + " to " + DAY.format(end.minusSeconds(1))
        : SECOND.format(start) + " to " + SECOND.format(end);
  }

  private static boolean isWhole(Instant at, long seconds) {
    return at.getNano() == 0 && at.getEpochSecond() % seconds == 0;
  }

  /** Whether a point in time lies in it; without a day, on any day. */
  public boolean holds(Instant at) {
    if (!daily) {
      return !at.isBefore(start) && at.isBefore(end);
    }
    var time = LocalTime.ofInstant(at, ZoneOffset.UTC).toNanoOfDay();
    var from = LocalTime.ofInstant(start, ZoneOffset.UTC).toNanoOfDay();
    return time >= from && time < from + Duration.between(start, end).toNanos();
  }

  /** The same time of day on a day in UTC. */
  Span on(Span day) {
    var from = day.start().plus(Duration.between(Instant.EPOCH, start));
    return between(from, from.plus(Duration.between(start, end)));
  }

  /** The last time it was, before a moment. */
  Span lastBefore(Instant now) {
    if (!daily) {
      return this;
    }
    var today = now.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
    var then = on(between(today, today.plus(Duration.ofDays(1))));
    return then.start().isAfter(now)
        ? between(then.start().minus(Duration.ofDays(1)), then.end().minus(Duration.ofDays(1)))
        : then;
  }
}
