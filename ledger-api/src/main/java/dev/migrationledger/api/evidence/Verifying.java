package dev.migrationledger.api.evidence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifications that are asked for. One goes on at a time, and whoever asks meanwhile shares the
 * next: it has not begun, and so covers what was recorded before the question. What they found is
 * kept for those who wait for it.
 */
final class Verifying<T> {

  private static final int KEPT = 8;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("ledger-verification").factory());
  private final Supplier<T> verifier;
  private final Duration patience;
  private final Map<String, Work<T>> begun = new LinkedHashMap<>();
  private @Nullable Work<T> next;
  private long count;

  /**
   * Nothing goes on.
   *
   * @param verifier verifies everything that was recorded before the call
   * @param patience how long a question waits for it
   */
  Verifying(Supplier<T> verifier, Duration patience) {
    this.verifier = verifier;
    this.patience = patience;
  }

  /** One verification. */
  private record Work<T>(String id, CompletableFuture<T> found) {}

  /**
   * What is known of a verification when a question has waited for it.
   *
   * @param id names it to those who ask again
   * @param found what was found, empty while it goes on
   */
  record Known<T>(String id, Optional<T> found) {}

  /**
   * Waits for a verification for a while.
   *
   * @param id the one that an earlier question began; a new one begins when it is not known
   */
  Known<T> ask(String id) {
    var work = work(id);
    try {
      var found = work.found().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Known<>(work.id(), Optional.of(found));
    } catch (TimeoutException e) {
      return new Known<>(work.id(), Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Known<>(work.id(), Optional.empty());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new CompletionException(e.getCause());
    }
  }

  private synchronized Work<T> work(String id) {
    var known = begun.get(id);
    if (known != null) {
      return known;
    }
    var waiting = next;
    if (waiting == null) {
      waiting = new Work<>(Long.toString(++count), new CompletableFuture<>());
      next = waiting;
      begun.put(waiting.id(), waiting);
      var done = begun.values().iterator();
      while (begun.size() > KEPT && done.hasNext()) {
        if (done.next().found().isDone()) {
          done.remove();
        }
      }
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
      work.found().complete(verifier.get());
    } catch (RuntimeException | Error e) {
      work.found().completeExceptionally(e);
    }
  }
}
