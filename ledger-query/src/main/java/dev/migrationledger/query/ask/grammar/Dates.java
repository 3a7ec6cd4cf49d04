package dev.migrationledger.query.ask.grammar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads days as people write them, at the beginning of some words. */
final class Dates {

  private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");

  private static final Map<String, Month> MONTHS = months();
  private static final Map<String, DayOfWeek> WEEKDAYS =
      Arrays.stream(DayOfWeek.values())
          .collect(Collectors.toMap(d -> d.name().toLowerCase(Locale.ROOT), d -> d));

  private final LocalDate today;

  Dates(LocalDate today) {
    this.today = today;
  }

  /**
   * A day that was found.
   *
   * @param words how many words it takes
   */
  record Found(LocalDate day, int words) {}

  /** The day these words begin with. */
  Optional<Found> at(List<String> words) {
    var first = lower(words, 0);
    if (ISO.matcher(first).matches()) {
      return iso(first);
    }
    return switch (first) {
      case "today" -> found(today, 1);
      case "yesterday" -> found(today.minusDays(1), 1);
      case "last" -> weekday(lower(words, 1)).map(d -> new Found(before(d), 2));
      default ->
          weekday(first)
              .map(d -> new Found(before(d), 1))
              .or(() -> dayAndMonth(words))
              .or(() -> monthAndDay(words))
              .or(() -> daysAgo(words));
    };
  }

  private static Optional<Found> iso(String word) {
    try {
      return found(LocalDate.parse(word), 1);
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static Optional<Found> found(LocalDate day, int words) {
    return Optional.of(new Found(day, words));
  }

  private LocalDate before(DayOfWeek day) {
    int back = Math.floorMod(today.getDayOfWeek().getValue() - day.getValue() - 1, 7) + 1;
    return today.minusDays(back);
  }

  /** As in "5 March", "5th of March 2026". */
  private Optional<Found> dayAndMonth(List<String> words) {
    int next = lower(words, 1).equals("of") ? 2 : 1;
    return day(lower(words, 0))
        .flatMap(d -> month(lower(words, next)).flatMap(m -> dated(words, m, d, next + 1)));
  }

  /** As in "March 5", "March 5th, 2026". */
  private Optional<Found> monthAndDay(List<String> words) {
    return month(lower(words, 0))
        .flatMap(m -> day(lower(words, 1)).flatMap(d -> dated(words, m, d, 2)));
  }

  private Optional<Found> daysAgo(List<String> words) {
    var number = lower(words, 0);
    return lower(words, 2).equals("ago")
            && lower(words, 1).matches("days?")
            && number.matches("\\d{1,4}")
        ? found(today.minusDays(Long.parseLong(number)), 3)
        : Optional.empty();
  }

  /** Without a year it is the last such day. */
  Optional<Found> dated(List<String> words, Month month, int day, int next) {
    try {
      if (YEAR.matcher(lower(words, next)).matches()) {
        return found(LocalDate.of(Integer.parseInt(words.get(next)), month, day), next + 1);
      }
      var year = today.getYear();
      var then = java.time.MonthDay.of(month, day);
      while (!then.isValidYear(year) || then.atYear(year).isAfter(today)) {
        year--;
      }
      return found(then.atYear(year), next);
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  /** As in "March 2026"; the name alone is the last such month. */
  Optional<Found> monthAlone(List<String> words) {
    return month(lower(words, 0)).flatMap(m -> dated(words, m, 1, 1));
  }

  static Optional<Integer> day(String word) {
    var form = DAY.matcher(word);
    return form.matches() ? Optional.of(Integer.parseInt(form.group(1))) : Optional.empty();
  }

  static Optional<Month> month(String word) {
    return Optional.ofNullable(MONTHS.get(word));
  }

  private static Map<String, Month> months() {
    var names = new HashMap<String, Month>();
    names.put("sept", Month.SEPTEMBER);
    for (var month : Month.values()) {
      var name = month.name().toLowerCase(Locale.ROOT);
      names.put(name, month);
      names.put(name.substring(0, 3), month);
    }
    return Map.copyOf(names);
  }

  private static Optional<DayOfWeek> weekday(String word) {
    return Optional.ofNullable(WEEKDAYS.get(word));
  }

  static String lower(List<String> words, int at) {
    return at < words.size() ? words.get(at).toLowerCase(Locale.ROOT) : "";
  }
}
