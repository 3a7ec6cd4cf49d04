package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.oidc.OidcSession;
import dev.migrationledger.api.access.token.TokenCheck;
import dev.migrationledger.store.failure.StoreFailure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose token is no longer good: revoked, expired, or with another secret; and one
 * of a login at the issuer when its time is over.
 */
final class SessionCheck extends OncePerRequestFilter {

  private final TokenCheck tokens;
  private final InstantSource clock;
  private final Refusals refusals;

  SessionCheck(TokenCheck tokens, InstantSource clock, Refusals refusals) {
    this.tokens = tokens;
    this.clock = clock;
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return Decision.isFile(request) || request.getSession(false) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      if (!isGood()) {
        var session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
        SecurityContextHolder.clearContext();
      }
    } catch (StoreFailure e) {
      refusals.answer(request, response, e);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean isGood() {
    var login = SecurityContextHolder.getContext().getAuthentication();
    if (login == null || Caller.of(login).isEmpty()) {
      return true;
    }
    return switch (login.getDetails()) {
      case TokenCheck.Proof proof -> tokens.isGood(proof);
      case OidcSession session -> clock.instant().isBefore(session.until());
      case null, default -> false;
    };
  }
}
