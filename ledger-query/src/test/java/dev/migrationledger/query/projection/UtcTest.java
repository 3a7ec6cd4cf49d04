package dev.migrationledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T14:03:00Z, 2026-03-01T14:03:00.000000Z",
    "2026-03-01T14:03:00.000001Z, 2026-03-01T14:03:00.000001Z",
    "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999999Z",
    "2024-02-29T00:00:00.1Z, 2024-02-29T00:00:00.100000Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500000Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59.000000Z",
    "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000000Z",
    "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00.000000Z"
  })
  void a_time_has_six_digits_after_the_second(Instant at, String text) {
    assertThat(Utc.text(at)).isEqualTo(text);
    assertThat(Instant.parse(Utc.text(at))).isEqualTo(at.minusNanos(at.getNano() % 1_000));
  }
}
