package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.oidc.OidcLogin;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.access.trail.Visit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sees to it that what a caller reads or sends is recorded, the refused too. A login at the issuer
 * is not: it records itself, without the code that its address holds.
 */
final class Witness extends OncePerRequestFilter {

  private final Diary diary;
  private final InstantSource clock;

  Witness(Diary diary, InstantSource clock) {
    this.diary = diary;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return Decision.isFile(request)
        || request.getRequestURI().startsWith("/actuator/")
        || request.getRequestURI().startsWith(OidcLogin.ADDRESS);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var at = clock.instant();
    var caller =
        Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
            .flatMap(Caller::of);
    try {
      chain.doFilter(request, response);
    } finally {
      caller.ifPresent(who ->
          diary.soon(
              new Visit(
                  at,
                  action(request),
                  Visit.Who.of(who, request),
                  address(request),
                  response.getStatus())));
    }
  }

  private static String action(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD")
        ? "read"
        : "sent";
  }

  private static String address(HttpServletRequest request) {
    var query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
