package dev.migrationledger.api.access;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each of many may do something. Those that came longest ago are forgotten first when
 * there are more than can be kept in mind.
 */
public final class Limits {

  private static final int MOST_KEPT = 10_000;

  private final long most;
  private final Duration per;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * Limits.
   *
   * @param most how often at once, and within the time
   * @param per within which time
   */
  public Limits(long most, Duration per) {
    this.most = most;
    this.per = per;
  }

  /** Counts one more; how long to wait before it may be done, zero when it may be done now. */
  public Duration take(String who) {
    var probe = bucket(who).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  /** How long to wait before it may be done, without counting anything. */
  public Duration look(String who) {
    var estimate = bucket(who).estimateAbilityToConsume(1);
    return estimate.canBeConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(estimate.getNanosToWaitForRefill());
  }

  private Bucket bucket(String who) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          who,
          key ->
              Bucket.builder()
                  .addLimit(limit -> limit.capacity(most).refillGreedy(most, per))
                  .build());
    }
  }
}
