package dev.migrationledger.runner.cli.report;

import dev.migrationledger.report.Period;
import dev.migrationledger.runner.cli.UsageProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Points in time as people type them. */
final class Times {

  private Times() {}

  static Period period(String from, String to) {
    var first = at("--from", from);
    var end = to.isEmpty() ? now() : at("--to", to);
    if (!first.isBefore(end)) {
      throw new UsageProblem(
          "--from %s is not before %s; a period ends after it begins"
              .formatted(from, to.isEmpty() ? "now" : "--to " + to));
    }
    return new Period(first, end);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static Instant at(String option, String text) {
    try {
      return parse(text.strip());
    } catch (DateTimeException e) {
      throw new UsageProblem(
          "%s \"%s\" is no time; write 2026-03-01, 2026-03-01T14:03 or 2026-03-01T14:03:00Z (UTC)"
              .formatted(option, text));
    }
  }

  private static Instant parse(String text) {
    if (text.length() <= 10) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    var iso = text.replace(' ', 'T');
    return isZoned(iso)
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static boolean isZoned(String iso) {
    var time = iso.substring(Math.max(iso.indexOf('T'), 0));
    return time.endsWith("Z") || time.contains("+") || time.contains("-");
  }
}
