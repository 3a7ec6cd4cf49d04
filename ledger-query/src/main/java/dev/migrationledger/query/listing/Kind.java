package dev.migrationledger.query.listing;

import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.projection.Utc;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/** What the value of a parameter is. */
public enum Kind {
  TEXT("no text the ledger could hold: it has a NUL character") {
    @Override
    Object value(String given) {
      if (given.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("NUL");
      }
      return given;
    }
  },
  VERSION("no migration's number: 1 to 18 digits") {
    @Override
    Object value(String given) {
      return new Version(given).number();
    }
  },
  CHECKSUM("no checksum: 64 hexadecimal digits") {
    @Override
    Object value(String given) {
      return new Checksum(given.toLowerCase(Locale.ROOT)).hex();
    }
  },
  ID("no event's id: a UUID") {
    @Override
    Object value(String given) {
      return UUID.fromString(given).toString();
    }
  },
  INDEX("no index: 0 to 999999999999999999") {
    @Override
    Object value(String given) {
      if (!given.matches("[0-9]{1,18}")) {
        throw new IllegalArgumentException("digits");
      }
      return Long.parseLong(given);
    }
  },
  MOMENT(
      "no point in time: ISO 8601, a date or a date with a time, in UTC unless it names an offset;"
          + " a + in an address is written %2B") {
    @Override
    Object value(String given) {
      return Utc.text(instant(given));
    }
  };

  private static final int MOST_YEAR = 9999;

  private final String refusal;

  Kind(String refusal) {
    this.refusal = refusal;
  }

  /** The value as PostgreSQL takes it: text or a number. */
  abstract Object value(String given);

  String refusal() {
    return refusal;
  }

  /**
   * A point in time.
   *
   * @param given a date, or a date and a time, in UTC unless it names an offset; years 1 to 9999
   * @throws IllegalArgumentException when it is none
   */
  public static Instant instant(String given) {
    try {
      var instant = parsed(given);
      var year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year < 1 || year > MOST_YEAR) {
        throw new IllegalArgumentException("year " + year);
      }
      return instant;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Instant parsed(String given) {
    if (given.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return LocalDate.parse(given).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    if (given.matches(".*(Z|[+-][0-9]{2}(:?[0-9]{2})?)") && given.contains("T")) {
      return OffsetDateTime.parse(given).toInstant();
    }
    return LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
  }
}
