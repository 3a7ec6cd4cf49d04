package dev.migrationledger.query.ask;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A point in time as people write it, which is a span: a day, a minute or a second, always UTC.
 *
 * @param written as it was written
 * @param start its beginning; the time of day on 1970-01-01 when no day was named
 * @param length how long it is
 * @param daily no day was named
 */
record Span(String written, Instant start, Duration length, boolean daily) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{4}-\\d{2}-\\d{2})(?:[tT ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)[zZ]?)?)"
              + "|(\\d{1,2}:\\d{2}(?::\\d{2})?)[zZ]?");

  Span {
    requireNonNull(written, "written");
    requireNonNull(start, "start");
    requireNonNull(length, "length");
  }

  static Optional<Span> of(String word) {
    var form = FORM.matcher(word);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      if (form.group(3) != null) {
        return Optional.of(at(word, LocalDate.EPOCH, form.group(3), true));
      }
      var day = LocalDate.parse(form.group(1));
      if (form.group(2) != null) {
        return Optional.of(at(word, day, form.group(2), false));
      }
      var start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      return Optional.of(new Span(word, start, Duration.ofDays(1), false));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static Span at(String word, LocalDate day, String time, boolean daily) {
    var parsed = LocalTime.parse(time.length() == 4 || time.charAt(1) == ':' ? "0" + time : time);
    var length = time.length() > 5 ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
    return new Span(word, day.atTime(parsed).toInstant(ZoneOffset.UTC), length, daily);
  }

  Instant end() {
    return start.plus(length);
  }

  /** Whether a point in time lies in it; without a day, on any day. */
  boolean holds(Instant at) {
    if (!daily) {
      return !at.isBefore(start) && at.isBefore(end());
    }
    var time = LocalTime.ofInstant(at, ZoneOffset.UTC);
    var from = LocalTime.ofInstant(start, ZoneOffset.UTC);
    return Duration.between(from, time).compareTo(length) < 0 && !time.isBefore(from);
  }
}
