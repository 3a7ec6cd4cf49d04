package dev.migrationledger.query.evidence;

import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.store.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the whole log, one at a time, and keeps what was found for as long as the process runs:
 * many at once would stop each other, and everybody else. Safe for use by several threads.
 */
public final class Proof {

  /** What was found is not looked for again before this has passed. */
  public static final Duration LEAST = Duration.ofSeconds(10);

  /** What was found is told, together with when that was, for at most this long. */
  public static final Duration MOST = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger(Proof.class.getName());

  private final ReentrantLock verifying = new ReentrantLock();
  private final Supplier<Verification> verifier;
  private final InstantSource clock;
  private volatile @Nullable Verified last;

  /**
   * Nothing is verified yet.
   *
   * @param verifier verifies the whole log, on a connection of its own
   */
  public Proof(Supplier<Verification> verifier, InstantSource clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  /** What was found, and when that began. */
  public record Verified(Moment at, Verification found) {}

  /** The last verification, when there was one. */
  public Optional<Verified> last() {
    return Optional.ofNullable(last);
  }

  /** Verifies, unless that was done a moment ago. */
  public Verified verify() {
    return verify(0);
  }

  /** The same, of at least so many events. */
  public Verified verify(long events) {
    verifying.lock();
    try {
      var known = last;
      return known != null && known.found().size() >= events && age(known).compareTo(LEAST) < 0
          ? known
          : found(verifier);
    } finally {
      verifying.unlock();
    }
  }

  /**
   * What is known without making anybody wait who need not: the last verification; where it is
   * older than {@link #LEAST} the next one begins beside. Only where there is none, or none of the
   * last {@link #MOST}, it is waited for.
   *
   * @param here verifies the whole log, on the caller's connection
   */
  public Verified recent(Supplier<Verification> here) {
    var known = last;
    if (known != null && age(known).compareTo(LEAST) < 0) {
      return known;
    }
    if (known != null && age(known).compareTo(MOST) < 0) {
      if (!verifying.isLocked()) {
        Thread.ofPlatform().daemon().name("ledger-proof").start(this::verifyBeside);
      }
      return known;
    }
    verifying.lock();
    try {
      var meanwhile = last;
      return meanwhile != null && age(meanwhile).compareTo(MOST) < 0 ? meanwhile : found(here);
    } finally {
      verifying.unlock();
    }
  }

  private void verifyBeside() {
    try {
      verify();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the ledger could not be verified", e);
    }
  }

  private Verified found(Supplier<Verification> how) {
    var now = clock.instant();
    var found = new Verified(Moment.of(now), how.get());
    last = found;
    return found;
  }

  private Duration age(Verified known) {
    return Duration.between(known.at().instant().orElse(Instant.MIN), clock.instant());
  }
}
