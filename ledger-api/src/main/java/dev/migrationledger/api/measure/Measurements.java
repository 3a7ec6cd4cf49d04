package dev.migrationledger.api.measure;

import dev.migrationledger.api.live.OneThread;
import dev.migrationledger.query.evidence.Proof;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the figures every {@link #EVERY} and gives them to a registry. A figure that could not be
 * read is no number, never an old one; one that was there and is gone is 0.
 */
public final class Measurements implements MeterBinder, SmartLifecycle {

  /** The time from one reading to the next. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Measurements.class);

  private final DataSource ds;
  private final Proof proof;
  private final InstantSource clock;
  private final ScheduledExecutorService executor = OneThread.named("ledger-measurements");
  private final Set<Meter> known = new HashSet<>();
  private volatile @Nullable MeterRegistry registry;
  private volatile Map<Meter, Double> values = Map.of();
  private Figures figures = Figures.none();
  private volatile boolean reached;
  private volatile @Nullable ScheduledFuture<?> work;

  public Measurements(DataSource ds, Proof proof, InstantSource clock) {
    this.ds = ds;
    this.proof = proof;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry to) {
    registry = to;
    Gauge.builder("ledger.reachable", this, m -> m.reached ? 1 : 0)
        .description("1 when the ledger's database answered at the last reading, else 0.")
        .register(to);
    Gauge.builder("ledger.verification.age", this, Measurements::verificationAge)
        .baseUnit("seconds")
        .description("Time since the log was verified last; no number before the first time.")
        .register(to);
    Gauge.builder("ledger.verification.intact", this, Measurements::intact)
        .description("1 when the last verification found the log intact, 0 when tampered with.")
        .register(to);
  }

  @Override
  public void start() {
    work = executor.scheduleWithFixedDelay(this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    executor.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    var now = work;
    return now != null && !now.isDone();
  }

  private void read() {
    try (var c = ds.getConnection()) {
      figures = figures.next(c);
      values = figures.values();
      reached = true;
      values.keySet().stream().filter(known::add).forEach(this::register);
    } catch (SQLException | RuntimeException e) {
      reached = false;
      LOG.warn("the ledger could not be measured", e);
    }
  }

  private void register(Meter meter) {
    var to = registry;
    if (to == null) {
      known.remove(meter);
      return;
    }
    var kind = meter.kind();
    var tags = Tags.empty();
    if (!kind.labels().isEmpty()) {
      tags = tags.and(kind.labels().getFirst(), meter.first());
    }
    if (kind.labels().size() > 1) {
      tags = tags.and(kind.labels().getLast(), meter.second());
    }
    if (kind.growing()) {
      FunctionCounter.builder(kind.id(), this, m -> m.values.getOrDefault(meter, 0.0))
          .description(kind.description())
          .tags(tags)
          .register(to);
    } else {
      Gauge.builder(kind.id(), this, m -> m.value(meter))
          .baseUnit(kind.unit().isEmpty() ? null : kind.unit())
          .description(kind.description())
          .tags(tags)
          .strongReference(true)
          .register(to);
    }
  }

  private double value(Meter meter) {
    return reached ? values.getOrDefault(meter, 0.0) : Double.NaN;
  }

  private double verificationAge() {
    return proof
        .last()
        .flatMap(last -> last.at().instant())
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1_000.0)
        .orElse(Double.NaN);
  }

  private double intact() {
    return proof.last().map(last -> last.found().intact() ? 1.0 : 0.0).orElse(Double.NaN);
  }
}
