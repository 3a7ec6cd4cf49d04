package dev.migrationledger.api.evidence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifications that are asked for. One goes on at a time, and whoever asks meanwhile shares the
 * next: it has not begun, and so covers what was recorded before the question. What they found is
 * kept for a minute for those who wait for it; a failure is told to those who wait, and not kept.
 */
final class Verifying<T> {

  private static final long KEPT_NS = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 8;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("ledger-verification").factory());
  private final LongSupplier size;
  private final LongFunction<T> verifier;
  private final Duration patience;
  private final LongSupplier clockNs;
  private final SequencedMap<String, Work<T>> begun = new LinkedHashMap<>();
  private @Nullable Work<T> next;

  /**
   * Nothing goes on.
   *
   * @param size how many events are recorded
   * @param verifier verifies at least so many events
   * @param patience how long a question waits for it
   * @param clockNs a clock that never goes back, in nanoseconds
   */
  Verifying(LongSupplier size, LongFunction<T> verifier, Duration patience, LongSupplier clockNs) {
    this.size = size;
    this.verifier = verifier;
    this.patience = patience;
    this.clockNs = clockNs;
  }

  /** One verification; what changes is guarded by the lock of all of them. */
  private static final class Work<T> {

    private final String id = UUID.randomUUID().toString();
    private final CompletableFuture<T> found = new CompletableFuture<>();
    private long covers = -1;
    private long foundNs;
  }

  /**
   * What is known of a verification when a question has waited for it.
   *
   * @param id names the question, and the verification that it waits for, to those who ask again
   * @param found what was found, empty while it goes on
   */
  record Known<T>(String id, Optional<T> found) {}

  /**
   * Waits for a verification for a while.
   *
   * @param id what an earlier question was told, by this service or by another of the same ledger;
   *     a new verification begins when none is known that answers it
   */
  Known<T> ask(String id) {
    var asked = Asked.read(id).orElseGet(() -> new Asked(size.getAsLong(), ""));
    var work = work(asked);
    var now = new Asked(asked.events(), work.id).text();
    try {
      return new Known<>(
          now, Optional.of(work.found.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (TimeoutException e) {
      return new Known<>(now, Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Known<>(now, Optional.empty());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new CompletionException(e.getCause());
    }
  }

  private synchronized Work<T> work(Asked asked) {
    forget();
    var known = begun.get(asked.work());
    if (known != null) {
      return known;
    }
    var waiting = asked.work().isEmpty() ? null : covering(asked.events());
    return waiting == null ? next() : waiting;
  }

  private void forget() {
    var now = clockNs.getAsLong();
    begun.values().removeIf(w -> w.found.isDone() && now - w.foundNs > KEPT_NS);
    var done = begun.values().iterator();
    while (begun.size() > MOST && done.hasNext()) {
      if (done.next().found.isDone()) {
        done.remove();
      }
    }
  }

  /**
   * For one that waited for another service's: what was found last, else the one that goes on. So
   * whoever is sent from service to service comes to an end.
   */
  private @Nullable Work<T> covering(long events) {
    var all = begun.sequencedValues().reversed().stream().filter(w -> w.covers >= events).toList();
    return all.stream()
        .filter(w -> w.found.isDone())
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElse(null);
  }

  private Work<T> next() {
    var waiting = next;
    if (waiting == null) {
      waiting = new Work<>();
      next = waiting;
      begun.put(waiting.id, waiting);
      var work = waiting;
      thread.execute(() -> run(work));
    }
    return waiting;
  }

  private void run(Work<T> work) {
    synchronized (this) {
      next = null;
    }
    try {
      var events = size.getAsLong();
      synchronized (this) {
        work.covers = events;
      }
      var found = verifier.apply(events);
      synchronized (this) {
        work.foundNs = clockNs.getAsLong();
        work.found.complete(found);
      }
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        begun.remove(work.id);
      }
      work.found.completeExceptionally(e);
    }
  }
}
