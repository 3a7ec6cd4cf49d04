package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Readers take turns, and nobody is kept waiting by those whose answer takes long. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
final class TurnsTest {

  private static final Duration LOCKED = Duration.ofSeconds(4);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AutoClose private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("turns", "prod");
    service.record(Commands.story("prod"));
    service.get("/api/v1/targets/prod/runs");
    service.get("/api/v1/questions");
  }

  /** All turns are taken by answers that wait for somebody's lock; they leave some connections. */
  @Test
  void what_takes_long_keeps_nobody_else_waiting() throws Exception {
    var turns = Math.min(Runtime.getRuntime().availableProcessors() + 1, 6);
    try (var other = Executors.newSingleThreadExecutor()) {
      var locking = other.submit(this::lock);
      await("granted AND mode = 'AccessExclusiveLock'", 1);
      var slow = Stream.generate(() -> sent("/api/v1/targets/prod/runs")).limit(turns).toList();
      await("NOT granted", turns);

      var quick = sent("/api/v1/questions").get(LOCKED.toMillis() / 2, TimeUnit.MILLISECONDS);

      assertThat(quick.statusCode()).isEqualTo(200);
      assertThat(slow).noneMatch(CompletableFuture::isDone);
      locking.get();
      assertThat(slow).allMatch(one -> one.join().statusCode() == 200);
    }
  }

  private @Nullable Void lock() throws SQLException {
    service.execute(
        "BEGIN; LOCK TABLE ledger.audit_trail IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep("
            + LOCKED.toSeconds()
            + "); COMMIT");
    return null;
  }

  private static void await(String locks, int atLeast) throws Exception {
    var sql =
        "SELECT count(*) FROM pg_locks WHERE relation = 'ledger.audit_trail'::regclass AND "
            + locks;
    var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (service.number(sql) < atLeast) {
      assertThat(System.nanoTime()).as("locks where " + locks).isLessThan(until);
      Thread.sleep(20);
    }
  }

  private static CompletableFuture<HttpResponse<String>> sent(String path) {
    return HTTP.sendAsync(service.request(path).GET().build(), BodyHandlers.ofString());
  }
}
