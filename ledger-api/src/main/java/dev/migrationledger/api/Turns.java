package dev.migrationledger.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets readers take turns: as many as there are processors are answered at once, and one more.
 * Others wait, first come first served, so that nobody's answer is late because all are worked at a
 * little. Nobody waits for longer than a tenth of a second: behind answers that take long it goes
 * on as if there were no turns.
 */
final class Turns extends OncePerRequestFilter implements Ordered {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

  /** What may take long, and what looks after the service. */
  private static final List<String> WITHOUT =
      List.of("/api/v1/events/export", "/api/v1/reports", "/api/v1/verification", "/actuator");

  private static final String STREAM = "text/event-stream";

  private final Semaphore turns;
  private final Duration longestWait;

  Turns() {
    this(Runtime.getRuntime().availableProcessors() + 1, LONGEST_WAIT);
  }

  /** For so many at once, behind whom nobody waits for longer. */
  Turns(int atOnce, Duration longestWait) {
    this.turns = new Semaphore(atOnce, true);
    this.longestWait = longestWait;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("GET")
        || isStream(request.getHeader("Accept"))
        || WITHOUT.stream().anyMatch(request.getRequestURI()::startsWith);
  }

  private static boolean isStream(@Nullable String accepted) {
    return accepted != null && accepted.contains(STREAM);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean mine = take();
    try {
      chain.doFilter(request, response);
    } finally {
      if (mine) {
        turns.release();
      }
    }
  }

  private boolean take() {
    try {
      return turns.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
