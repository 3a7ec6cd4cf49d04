package dev.migrationledger.api;

import dev.migrationledger.api.live.OneThread;
import dev.migrationledger.runner.service.Recurring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again, one at a time, and tells in health how it ended last. A failure
 * is logged and ends nothing: the next one is tried when its time has come.
 */
final class RecurringWork implements SmartLifecycle, HealthIndicator {

  private static final Logger LOG = LoggerFactory.getLogger(RecurringWork.class);
  private static final int STOP_SECONDS = 10;

  private final Recurring recurring;
  private final InstantSource clock;
  private final ScheduledExecutorService executor;
  private volatile Last last = new Last(Instant.EPOCH, "it has not been done yet", false);
  private volatile @Nullable ScheduledFuture<?> work;

  RecurringWork(Recurring recurring, InstantSource clock) {
    this.recurring = recurring;
    this.clock = clock;
    this.executor = OneThread.named("ledger-" + recurring.name());
  }

  /** How it ended last; never while the time is the epoch. */
  private record Last(Instant at, String said, boolean failed) {}

  @Override
  public void start() {
    var every = recurring.every().toMillis();
    work =
        executor.scheduleWithFixedDelay(this::once, 0, Math.max(1, every), TimeUnit.MILLISECONDS);
  }

  private void once() {
    try {
      var found = recurring.action().get();
      if (found.alarming() && !found.said().equals(last.said())) {
        LOG.warn("{}", found.said());
      }
      last = new Last(clock.instant(), found.said(), false);
    } catch (RuntimeException e) {
      var said = String.valueOf(e.getMessage());
      LOG.error(
          "{} failed and is tried again in {}: {}", recurring.name(), recurring.every(), said);
      last = new Last(clock.instant(), said, true);
    }
  }

  /** Unknown after a failure: the service itself goes on, and nobody knows what would be found. */
  @Override
  public Health health() {
    var now = last;
    var known = isRunning() && !now.failed() && !now.at().equals(Instant.EPOCH);
    var health = (known ? Health.up() : Health.unknown()).withDetail("every", recurring.every());
    if (!now.at().equals(Instant.EPOCH)) {
      health.withDetail("last_at", now.at());
    }
    return health.withDetail("failed", now.failed()).withDetail("said", now.said()).build();
  }

  @Override
  public void stop() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} is still under way; its connections end with the process", recurring.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    var now = work;
    return now != null && !now.isDone();
  }
}
