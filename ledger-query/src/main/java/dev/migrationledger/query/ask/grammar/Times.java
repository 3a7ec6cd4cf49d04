package dev.migrationledger.query.ask.grammar;

import static dev.migrationledger.query.ask.grammar.Dates.lower;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads times as people write them. Everything is UTC unless a zone stands behind the time. */
final class Times {

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2}:\\d{2})(:\\d{2})?(?:\\.\\d{1,9})?");
  private static final Pattern JOINED =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[tT](\\d[0-9:.]+)([zZ]|[+-]\\d{2}(?::?\\d{2})?)?");
  private static final Pattern WITH_ZONE =
      Pattern.compile("(\\d[0-9:.]+)([zZ]|[+-]\\d{2}:?\\d{2})");
  private static final Set<String> RANGES = Set.of("last", "past", "this", "previous");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "minute", ChronoUnit.MINUTES,
          "hour", ChronoUnit.HOURS,
          "day", ChronoUnit.DAYS,
          "week", ChronoUnit.WEEKS,
          "month", ChronoUnit.MONTHS,
          "year", ChronoUnit.YEARS);

  private final Instant now;
  private final Dates dates;

  Times(Instant now) {
    this.now = now;
    this.dates = new Dates(LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /**
   * What was found.
   *
   * @param words how many words it takes
   */
  record Found(List<Span> spans, int words) {}

  /** The time these words begin with. */
  Optional<Found> at(List<String> words) {
    return ago(words)
        .or(() -> sharedMonth(words))
        .or(() -> joined(words))
        .or(() -> dates.at(words).map(d -> dated(words, d)))
        .or(() -> range(words))
        .or(() -> clock(words))
        .or(() -> month(words));
  }

  /** One date and times of day without one belong together, wherever they stand. */
  static List<Span> together(List<Span> spans) {
    var daily = spans.stream().filter(Span::daily).toList();
    var days = spans.stream().filter(s -> !s.daily() && isDay(s)).toList();
    if (daily.isEmpty() || days.size() != 1 || daily.size() + 1 != spans.size()) {
      return spans;
    }
    return daily.stream().map(s -> s.on(days.getFirst())).toList();
  }

  private static boolean isDay(Span span) {
    return Duration.between(span.start(), span.end()).equals(Duration.ofDays(1));
  }

  /** As in "3 hours ago": from then to now. */
  private Optional<Found> ago(List<String> words) {
    var number = lower(words, 0).matches("an?") ? "1" : lower(words, 0);
    var unit = unit(lower(words, 1));
    if (!lower(words, 2).equals("ago") || !number.matches("\\d{1,4}") || unit.isEmpty()) {
      return Optional.empty();
    }
    if (unit.get().compareTo(ChronoUnit.HOURS) > 0) {
      return Optional.empty();
    }
    var then = now.minus(Long.parseLong(number), unit.get()).truncatedTo(ChronoUnit.MINUTES);
    return found(Span.between(then, then.plus(Duration.ofMinutes(1))), 3);
  }

  /** As in "3 and 5 March" and "3 to 5 March 2026": both days are in that month. */
  private Optional<Found> sharedMonth(List<String> words) {
    var first = Dates.day(lower(words, 0));
    if (first.isEmpty() || !lower(words, 1).matches("and|to")) {
      return Optional.empty();
    }
    return dates
        .at(words.subList(2, words.size()))
        .filter(last -> last.words() > 1 && Dates.day(lower(words, 2)).isPresent())
        .filter(last -> first.get() > 0 && first.get() <= last.day().lengthOfMonth())
        .map(last ->
            new Found(
                List.of(day(last.day().withDayOfMonth(first.get())), day(last.day())),
                last.words() + 2));
  }

  private static Span day(LocalDate day) {
    return days(day, day.plusDays(1), ZoneOffset.UTC);
  }

  private static Span days(LocalDate from, LocalDate to, ZoneId zone) {
    return Span.between(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
  }

  private static Optional<Found> found(Span span, int words) {
    return Optional.of(new Found(List.of(span), words));
  }

  /** As in "2026-03-01T14:03+01:00". */
  private static Optional<Found> joined(List<String> words) {
    var form = JOINED.matcher(words.getFirst());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      var day = LocalDate.parse(form.group(1));
      var zone = form.group(3) == null ? zone(lower(words, 1), words, 1) : zone(form.group(3));
      return timeOf(form.group(2))
          .map(t -> new Found(List.of(moment(day, t, zone.zone())), 1 + zone.words()));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  /** A day, perhaps with a time of day behind it. */
  private static Found dated(List<String> words, Dates.Found date) {
    int at = date.words();
    int next = lower(words, at).equals("at") ? at + 1 : at;
    if (next < words.size()) {
      var split = split(words, next);
      var time = timeOf(split.time());
      if (time.isPresent()) {
        return new Found(
            List.of(moment(date.day(), time.get(), split.zone().zone())),
            next + 1 + split.zone().words());
      }
    }
    var zone = zone(lower(words, at), words, at);
    return new Found(
        List.of(days(date.day(), date.day().plusDays(1), zone.zone())), at + zone.words());
  }

  private Optional<Found> clock(List<String> words) {
    var split = split(words, 0);
    int next = 1 + split.zone().words();
    int day = lower(words, next).equals("on") ? next + 1 : next;
    var date = day < words.size() ? dates.at(words.subList(day, words.size())) : noDate();
    return timeOf(split.time())
        .map(t ->
            date.map(d ->
                    new Found(List.of(moment(d.day(), t, split.zone().zone())), day + d.words()))
                .orElseGet(() -> new Found(List.of(undated(t, split.zone().zone())), next)));
  }

  private static Optional<Dates.Found> noDate() {
    return Optional.empty();
  }

  /** Without a day it is UTC; with a zone of its own, that of the last time it was so there. */
  private Span undated(Clock time, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return Span.daily(time.at(), time.length());
    }
    var today = moment(LocalDate.ofInstant(now, zone), time, zone);
    return today.start().isAfter(now)
        ? moment(LocalDate.ofInstant(now, zone).minusDays(1), time, zone)
        : today;
  }

  /** As in "last week", "this month", "past 3 days". */
  private Optional<Found> range(List<String> words) {
    var which = lower(words, 0);
    if (!RANGES.contains(which)) {
      return Optional.empty();
    }
    var number = lower(words, 1);
    var counted = unit(lower(words, 2));
    if (number.matches("\\d{1,4}") && counted.isPresent() && !which.equals("this")) {
      var start = now.atOffset(ZoneOffset.UTC).toLocalDateTime();
      var from = start.minus(Long.parseLong(number), counted.get()).toInstant(ZoneOffset.UTC);
      return from.isBefore(now) ? found(Span.between(from, now), 3) : Optional.empty();
    }
    return unit(number)
        .filter(u -> u.compareTo(ChronoUnit.WEEKS) >= 0)
        .flatMap(u -> found(calendar(u, which.equals("this")), 2));
  }

  private Span calendar(ChronoUnit unit, boolean current) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var first =
        switch (unit) {
          case WEEKS -> today.minusDays(today.getDayOfWeek().getValue() - 1L);
          case MONTHS -> today.withDayOfMonth(1);
          default -> today.withDayOfYear(1);
        };
    var start = current ? first : first.minus(1, unit);
    return days(start, start.plus(1, unit), ZoneOffset.UTC);
  }

  private Optional<Found> month(List<String> words) {
    boolean verb = lower(words, 0).equals("may") && words.size() < 2;
    return verb
        ? Optional.empty()
        : dates
            .monthAlone(words)
            .map(m ->
                new Found(
                    List.of(days(m.day(), m.day().plusMonths(1), ZoneOffset.UTC)), m.words()));
  }

  private static Optional<ChronoUnit> unit(String word) {
    return Optional.ofNullable(
        UNITS.get(word.endsWith("s") ? word.substring(0, word.length() - 1) : word));
  }

  private record Clock(LocalTime at, Duration length) {}

  private static Optional<Clock> timeOf(String word) {
    var form = CLOCK.matcher(word);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      var time = LocalTime.parse(word.charAt(1) == ':' ? "0" + word : word);
      var length = form.group(2) == null ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
      return Optional.of(new Clock(time.truncatedTo(ChronoUnit.SECONDS), length));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static Span moment(LocalDate day, Clock time, ZoneId zone) {
    var start = day.atTime(time.at()).atZone(zone).toInstant();
    return Span.between(start, start.plus(time.length()));
  }

  private record Zone(ZoneId zone, int words) {}

  private record TimeAndZone(String time, Zone zone) {}

  private static TimeAndZone split(List<String> words, int at) {
    var form = WITH_ZONE.matcher(words.get(at));
    return form.matches()
        ? new TimeAndZone(form.group(1), zone(form.group(2)))
        : new TimeAndZone(words.get(at), zone(lower(words, at + 1), words, at + 1));
  }

  private static Zone zone(String written) {
    return new Zone(ZoneId.of(written.equals("z") ? "Z" : written).normalized(), 0);
  }

  /** A zone as a word of its own: UTC, an offset, or a name such as Europe/Berlin. */
  private static Zone zone(String word, List<String> words, int at) {
    if (word.equals("utc") || word.equals("gmt") || word.equals("z")) {
      return new Zone(ZoneOffset.UTC, 1);
    }
    boolean named = word.contains("/") || word.matches("[+-]\\d{2}:?\\d{2}");
    var known = new ArrayList<ZoneId>();
    if (named) {
      try {
        known.add(ZoneId.of(words.get(at)));
      } catch (DateTimeException unknown) {
        return new Zone(ZoneOffset.UTC, 0);
      }
    }
    return known.isEmpty() ? new Zone(ZoneOffset.UTC, 0) : new Zone(known.getFirst(), 1);
  }
}
