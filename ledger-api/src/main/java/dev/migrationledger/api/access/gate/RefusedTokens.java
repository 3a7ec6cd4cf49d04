package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.ClientAddress;
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
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Records that a token or a JWT was shown and not accepted: of one address so many at once and in
 * five minutes, for nothing empties the record. Whoever shows the whole of a token that was good
 * once is counted by themselves, so that no noise drowns them.
 */
final class RefusedTokens implements AuthenticationEntryPoint {

  private static final int MOST = 10;
  private static final Duration PER = Duration.ofMinutes(5);
  private static final String BEARER = "Bearer ";
  private static final Set<AccessError> ONCE_GOOD =
      EnumSet.of(AccessError.REVOKED, AccessError.EXPIRED);

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
    var at = clock.instant();
    refusals.commence(request, response, e);
    if (NotAccepted.why(e) instanceof AccessProblem refused
        && refused.error() != AccessError.NOT_LOGGED_IN
        && isNews(request, refused.error())) {
      var who = Visit.Who.unknown(shown(request), request);
      var address = request.getRequestURI();
      diary.soon(new Visit(at, "token-refused", who, address, response.getStatus()));
    }
  }

  private boolean isNews(HttpServletRequest request, AccessError why) {
    var from = ClientAddress.subscriber(String.valueOf(request.getRemoteAddr()));
    var whose = ONCE_GOOD.contains(why) ? from + " " + shown(request) : from;
    return recorded.take(whose).isZero();
  }

  /** The id of the token that was shown, where it has the form of ours; never its secret. */
  private static String shown(HttpServletRequest request) {
    var header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Secret.shown(header.substring(BEARER.length()))
        : "";
  }
}
