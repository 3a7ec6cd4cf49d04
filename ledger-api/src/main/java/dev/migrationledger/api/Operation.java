package dev.migrationledger.api;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.migrationledger.api.measure.Measurements;
import dev.migrationledger.query.evidence.Proof;
import dev.migrationledger.runner.service.Recurring;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The beans that tell how the service does, each named here. */
final class Operation {

  private static final Duration VERIFIED_EVERY = Duration.ofHours(24);

  private Operation() {}

  static void register(GenericApplicationContext context, DataSource ds, Proof proof) {
    context.registerBean(
        Measurements.class, () -> new Measurements(ds, proof, InstantSource.system()));
    context.registerBean("pool", MeterBinder.class, () -> registry -> pool(ds, registry));
    context.registerBean(
        "verification",
        RecurringWork.class,
        () ->
            new RecurringWork(
                new Recurring("verification", VERIFIED_EVERY, () -> verify(proof)),
                InstantSource.system()));
    context.registerBean("requests", WebMvcConfigurer.class, NamedRequests::new);
  }

  /** Every line that is logged for a request names the target and the run it is about. */
  private static final class NamedRequests implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(new LogContext());
    }
  }

  private static Recurring.Found verify(Proof proof) {
    var found = proof.verify().found();
    return found
        .firstBad()
        .map(bad ->
            new Recurring.Found("tampered: event %d: %s".formatted(bad.index(), bad.check()), true))
        .orElseGet(() ->
            new Recurring.Found(
                "intact: %d events, root %s".formatted(found.size(), found.root()), false));
  }

  private static void pool(DataSource ds, MeterRegistry registry) {
    if (ds instanceof HikariDataSource pool && pool.getMetricsTrackerFactory() == null) {
      pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }
  }
}
