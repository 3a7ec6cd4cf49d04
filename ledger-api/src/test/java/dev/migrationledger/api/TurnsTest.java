package dev.migrationledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
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

  @Test
  void whoever_comes_while_all_turns_are_taken_waits_and_goes_on_in_order() throws Exception {
    var turns = new Turns(1, Duration.ofMinutes(1));
    var began = new LinkedBlockingQueue<String>();
    var end = new Semaphore(0);
    try (var readers = Executors.newCachedThreadPool()) {
      for (var path : List.of("/first", "/second", "/third")) {
        var reader = new CompletableFuture<Thread>();
        readers.submit(() -> {
          reader.complete(Thread.currentThread());
          turns.doFilter(
              request("GET", path),
              response(),
              (_, _) -> {
                began.add(path);
                end.acquireUninterruptibly();
              });
          return path;
        });
        untilItWaits(reader.get());
      }
      assertThat(began).containsExactly("/first");
      for (var path : List.of("GET /api/v1/verification", "GET /actuator/health", "POST /x")) {
        var words = path.split(" ");
        turns.doFilter(request(words[0], words[1]), response(), (_, _) -> began.add(path));
        assertThat(began).contains(path);
      }
      end.release(3);
    }
    assertThat(began).startsWith("/first").endsWith("/second", "/third").hasSize(6);
  }

  @Test
  void a_turn_is_given_back_also_when_answering_fails() throws Exception {
    var turns = new Turns(1, Duration.ofMinutes(1));
    assertThatThrownBy(() ->
            turns.doFilter(
                request("GET", "/a"),
                response(),
                (_, _) -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");

    var answered =
        CompletableFuture.runAsync(() -> {
          try {
            turns.doFilter(request("GET", "/b"), response(), (_, _) -> {});
          } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
          }
        });
    answered.get(30, TimeUnit.SECONDS);
  }

  private static void untilItWaits(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(5);
    }
  }

  private static HttpServletRequest request(String method, String path) {
    return servlet(
        HttpServletRequest.class,
        Map.of(
            "getMethod", method,
            "getRequestURI", path,
            "getDispatcherType", DispatcherType.REQUEST));
  }

  private static HttpServletResponse response() {
    return servlet(HttpServletResponse.class, Map.of());
  }

  /** One that knows these answers, and nothing else. */
  private static <T> T servlet(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, called, _) -> answers.get(called.getName())));
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
