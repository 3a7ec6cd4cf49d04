package dev.migrationledger.api.proof;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.verify.Verification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the whole log, one at a time and at most once in {@link #LEAST}, and keeps what was
 * found for as long as the service runs.
 */
public final class Proof {

  /** What was found is not looked for again before this has passed. */
  public static final Duration LEAST = Duration.ofSeconds(10);

  private final LedgerStore store;
  private final InstantSource clock;
  private volatile @Nullable Verified last;

  public Proof(LedgerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What was found, and when that began. */
  public record Verified(Moment at, Verification found) {}

  /** The log that is verified. */
  public EventLog log() {
    return store.log();
  }

  /** The last verification, when there was one since the service started. */
  public Optional<Verified> last() {
    return Optional.ofNullable(last);
  }

  /** Verifies, unless that was done a moment ago. */
  public synchronized void verify() {
    var now = clock.instant();
    var known = last;
    var since = known == null ? Optional.<java.time.Instant>empty() : known.at().instant();
    if (since.isEmpty() || Duration.between(since.get(), now).compareTo(LEAST) >= 0) {
      last = new Verified(Moment.of(now), store.verify());
    }
  }
}
