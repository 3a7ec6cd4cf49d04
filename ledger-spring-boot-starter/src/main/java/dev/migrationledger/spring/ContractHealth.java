package dev.migrationledger.spring;

import dev.migrationledger.spring.ContractReport.Line;
import dev.migrationledger.spring.LedgerContractProperties.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the database still has what the application requires; looks no more often than it may.
 */
final class ContractHealth implements HealthIndicator {

  private final ContractCheck check;
  private final Mode mode;
  private final Duration interval;
  private final InstantSource clock;
  private Instant checkedAt = Instant.MIN;
  private Health last = Health.unknown().build();

  ContractHealth(ContractCheck check, Mode mode, Duration interval, InstantSource clock) {
    this.check = check;
    this.mode = mode;
    this.interval = interval;
    this.clock = clock;
  }

  @Override
  public synchronized Health health() {
    var now = clock.instant();
    if (checkedAt.equals(Instant.MIN) || !now.isBefore(checkedAt.plus(interval))) {
      last = health(check.run(), now);
      checkedAt = now;
    }
    return last;
  }

  private Health health(ContractReport report, Instant now) {
    var health = report.kept() || mode == Mode.WARN ? Health.up() : Health.down();
    return health
        .withDetail("kept", report.kept())
        .withDetail("version", report.version())
        .withDetail("errors", report.errors().stream().map(Line::message).toList())
        .withDetail("warnings", report.warnings().stream().map(Line::message).toList())
        .withDetail("not_looked_at", report.notes())
        .withDetail("checked_at", now.toString())
        .build();
  }
}
