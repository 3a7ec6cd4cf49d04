package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Limits;
import dev.migrationledger.api.access.token.Secret;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.access.trail.Visit;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Records that a token or a JWT was shown and not accepted, before it is answered: of one address
 * so many at once and in five minutes, for nothing empties the record.
 */
final class RefusedTokens implements AuthenticationEntryPoint {

  private static final int MOST = 10;
  private static final Duration PER = Duration.ofMinutes(5);
  private static final String BEARER = "Bearer ";

  private final Refusals refusals;
  private final Diary diary;
  private final InstantSource clock;
  private final Limits recorded = new Limits(MOST, PER);

  RefusedTokens(Refusals refusals, Diary diary, InstantSource clock) {
    this.refusals = refusals;
    this.diary = diary;
    this.clock = clock;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException, ServletException {
    if (NotAccepted.why(e) instanceof AccessProblem refused
        && recorded.take(String.valueOf(request.getRemoteAddr())).isZero()) {
      diary.soon(
          new Visit(
              clock.instant(),
              "token-refused",
              Visit.Who.unknown(shown(request), request),
              request.getRequestURI(),
              refused.error().status().value()));
    }
    refusals.commence(request, response, e);
  }

  /** The id of the token that was shown, where it has the form of ours; never its secret. */
  private static String shown(HttpServletRequest request) {
    var header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
    return header.startsWith(BEARER)
        ? Secret.read(header.substring(BEARER.length()).strip()).map(Secret::id).orElse("")
        : "";
  }
}
