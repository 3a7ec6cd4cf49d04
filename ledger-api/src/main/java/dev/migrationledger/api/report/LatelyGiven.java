package dev.migrationledger.api.report;

import dev.migrationledger.api.access.Caller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/**
 * Reports that were just given, for whoever lost the answer and asks again under the same key: the
 * same bytes, and nothing more on record. Kept by this process for two minutes, and 64 MiB in all;
 * after that, after a restart, or by another service, one that is asked for again is made, given
 * and recorded again: its bytes are others then, for it covers the record of the first.
 */
final class LatelyGiven {

  private static final long KEPT_NS = Duration.ofMinutes(2).toNanos();
  private static final long MOST_BYTES = 64L << 20;
  private static final int LONGEST_KEY = 100;

  private final LongSupplier clockNs;
  private final Map<String, CompletableFuture<Made>> given = new LinkedHashMap<>();

  /**
   * Nothing was given yet.
   *
   * @param clockNs a clock that never goes back, in nanoseconds
   */
  LatelyGiven(LongSupplier clockNs) {
    this.clockNs = clockNs;
  }

  /** A report, and when it was made. */
  private record Made(ResponseEntity<byte[]> report, long atNs) {

    long bytes() {
      var body = report.getBody();
      return body == null ? 0 : body.length;
    }
  }

  /**
   * The report: made, unless the caller was just given it.
   *
   * @param key names one taking; when it is empty, or too long, the report is made
   * @param asked what is asked for
   */
  ResponseEntity<byte[]> given(
      Caller caller, String key, String asked, Supplier<ResponseEntity<byte[]>> making) {
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      return making.get();
    }
    var name = String.join("\n", caller.authenticatedBy(), caller.name(), key, asked);
    var mine = new CompletableFuture<Made>();
    var earlier = earlier(name, mine);
    if (earlier.isEmpty()) {
      make(name, mine, making);
    }
    try {
      return earlier.orElse(mine).join().report();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException refused ? refused : e;
    }
  }

  /** The one that is known under this name; empty when it is the new one from now on. */
  private synchronized Optional<CompletableFuture<Made>> earlier(
      String name, CompletableFuture<Made> mine) {
    long now = clockNs.getAsLong();
    given.values().removeIf(each -> made(each).filter(m -> now - m.atNs() > KEPT_NS).isPresent());
    long bytes =
        given.values().stream().flatMap(g -> made(g).stream()).mapToLong(Made::bytes).sum();
    for (var all = given.values().iterator(); bytes > MOST_BYTES && all.hasNext(); ) {
      var oldest = made(all.next());
      if (oldest.isPresent()) {
        bytes -= oldest.get().bytes();
        all.remove();
      }
    }
    return Optional.ofNullable(given.putIfAbsent(name, mine));
  }

  /** Empty while it is being made. */
  private static Optional<Made> made(CompletableFuture<Made> report) {
    return report.isDone() && !report.isCompletedExceptionally()
        ? Optional.of(report.join())
        : Optional.empty();
  }

  private void make(
      String name, CompletableFuture<Made> mine, Supplier<ResponseEntity<byte[]>> making) {
    try {
      mine.complete(new Made(making.get(), clockNs.getAsLong()));
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        given.remove(name);
      }
      mine.completeExceptionally(e);
    }
  }
}
