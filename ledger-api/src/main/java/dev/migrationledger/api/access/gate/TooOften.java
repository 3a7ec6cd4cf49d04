package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Limits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Slows down who asks more questions than anybody reads answers. */
final class TooOften extends OncePerRequestFilter {

  private static final Set<String> ASKED = Set.of("/ask", "/api/v1/ask");
  private static final Duration PER = Duration.ofMinutes(1);

  private final Refusals refusals;
  private final int most;
  private final Limits limits;

  /**
   * A limit.
   *
   * @param most questions of one caller a minute, 0 for any number
   */
  TooOften(Refusals refusals, int most) {
    this.refusals = refusals;
    this.most = most;
    this.limits = new Limits(Math.max(1, most), PER);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return most == 0 || !ASKED.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var wait = limits.take(who(request));
    if (wait.isZero()) {
      chain.doFilter(request, response);
      return;
    }
    refusals.answer(
        request,
        response,
        AccessProblem.tooMany("more than " + most + " questions in a minute.", wait));
  }

  private static String who(HttpServletRequest request) {
    var shown = SecurityContextHolder.getContext().getAuthentication();
    return shown == null
        ? request.getRemoteAddr()
        : Caller.of(shown).map(Caller::credential).orElseGet(request::getRemoteAddr);
  }
}
