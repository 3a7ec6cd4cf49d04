package dev.migrationledger.api.access.oidc;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Onward;
import dev.migrationledger.api.access.RefusedLogins;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.access.trail.Visit;
import dev.migrationledger.api.page.LoginPages;
import dev.migrationledger.runner.settings.OidcSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The login of a person at the issuer: there, and back. */
@Controller
public final class OidcLogin {

  /** Where it begins; its other addresses are below. */
  public static final String ADDRESS = "/login/oidc";

  static final String BACK = ADDRESS + "/back";

  /** After that somebody logs in again, and the issuer says again what they may do. */
  private static final Duration SESSION = Duration.ofHours(8);

  private final Issuer issuer;
  private final String address;
  private final LoginPages pages;
  private final SessionAuthenticationStrategy entry;
  private final Diary diary;
  private final InstantSource clock;
  private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
  private final RefusedLogins refusedLogins = new RefusedLogins();

  /**
   * The way to the issuer.
   *
   * @param entry what is done with a session when somebody enters
   */
  public OidcLogin(
      OidcSettings settings,
      LoginPages pages,
      SessionAuthenticationStrategy entry,
      Diary diary,
      InstantSource clock) {
    this.issuer = new Issuer(settings);
    this.address = settings.client().address();
    this.pages = pages;
    this.entry = entry;
    this.diary = diary;
    this.clock = clock;
  }

  @GetMapping(ADDRESS)
  ResponseEntity<String> begin(
      HttpServletRequest request, @RequestParam(name = "next", defaultValue = "/") String next) {
    var onward = Onward.to(next);
    try {
      var way = issuer.begin(request, onward);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create(way.address()))
          .header(HttpHeaders.SET_COOKIE, way.begun().cookie(isSecure(request)).toString())
          .build();
    } catch (AccessProblem e) {
      return pages.again(e, onward.address());
    }
  }

  /** A page, and no redirect: only what a page of ours leads to is sent the session's cookie. */
  @GetMapping(BACK)
  ResponseEntity<String> end(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, Begun.none(isSecure(request)).toString());
    var begun = Begun.of(request);
    var next = begun.map(Begun::next).orElse(Onward.to("/"));
    try {
      var known = known(begun, request);
      enter(request, response, known);
      record("login", Visit.Who.of(known.caller(), request), HttpStatus.OK);
      return pages.entered(next);
    } catch (AccessProblem e) {
      if (e.error() != AccessError.TOO_MANY) {
        record("login-refused", Visit.Who.unknown(request), e.error().status());
      }
      return pages.again(e, next.address());
    }
  }

  /**
   * The page for somebody whose session here is over, with the way to end the one at the issuer.
   *
   * @return empty when the issuer names no such way
   */
  public Optional<ResponseEntity<String>> left(HttpServletRequest request, OidcSession session) {
    var base =
        address.isEmpty()
            ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
            : address;
    return issuer.leaving(session.idToken(), base).map(pages::left);
  }

  private Issuer.Known known(Optional<Begun> begun, HttpServletRequest request) {
    var from = request.getRemoteAddr();
    refusedLogins.mustNotBeTooMany(from);
    try {
      var state = parameter(request, "state");
      var here =
          begun
              .filter(b -> b.state().equals(state))
              .orElseThrow(() ->
                  new AccessProblem(
                      AccessError.STALE_LOGIN,
                      "this browser has begun no login that this would be the end of."));
      var error = parameter(request, "error");
      if (!error.isEmpty()) {
        throw issuer.refusal(error, parameter(request, "error_description"));
      }
      return issuer.end(here, state, parameter(request, "code"));
    } catch (AccessProblem e) {
      refusedLogins.count(from);
      throw e;
    }
  }

  /** Whether the browser reaches the service by TLS. */
  private boolean isSecure(HttpServletRequest request) {
    return address.startsWith("https:") || request.isSecure();
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }

  private void enter(HttpServletRequest request, HttpServletResponse response, Issuer.Known known) {
    var login = Caller.authenticated(known.caller());
    login.setDetails(new OidcSession(clock.instant().plus(SESSION), known.idToken()));
    entry.onAuthentication(login, request, response);
    var context = new SecurityContextImpl(login);
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
  }

  private void record(String action, Visit.Who who, HttpStatus status) {
    diary.now(new Visit(clock.instant(), action, who, BACK, status.value()));
  }
}
