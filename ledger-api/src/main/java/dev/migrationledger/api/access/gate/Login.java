package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Onward;
import dev.migrationledger.api.access.RefusedLogins;
import dev.migrationledger.api.access.oidc.OidcLogin;
import dev.migrationledger.api.access.oidc.OidcSession;
import dev.migrationledger.api.access.token.Secret;
import dev.migrationledger.api.access.token.TokenCheck;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.access.trail.Visit;
import dev.migrationledger.api.page.LoginPages;
import dev.migrationledger.store.failure.StoreFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/** The login of a person by their token, and the logout. */
final class Login
    implements AuthenticationManager,
        AuthenticationSuccessHandler,
        AuthenticationFailureHandler,
        LogoutSuccessHandler {

  private static final int SEE_OTHER = 303;

  private final TokenCheck tokens;
  private final Supplier<LoginPages> pages;
  private final Supplier<Optional<OidcLogin>> issuer;
  private final Diary diary;
  private final InstantSource clock;
  private final RefusedLogins refusedLogins = new RefusedLogins();

  /**
   * The door.
   *
   * @param issuer where people may log in beside it, empty for nowhere
   */
  Login(
      TokenCheck tokens,
      Supplier<LoginPages> pages,
      Supplier<Optional<OidcLogin>> issuer,
      Diary diary,
      InstantSource clock) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.pages = pages;
    this.diary = diary;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication form) {
    var from = from(form);
    try {
      refusedLogins.mustNotBeTooMany(from);
      return session(String.valueOf(form.getCredentials()).strip(), from);
    } catch (AccessProblem | StoreFailure e) {
      throw new NotAccepted(e);
    }
  }

  private Authentication session(String token, String from) {
    try {
      var login = Caller.authenticated(tokens.caller(token));
      login.setDetails(TokenCheck.proof(token));
      return login;
    } catch (AccessProblem e) {
      refusedLogins.count(from);
      throw e;
    }
  }

  private static String from(Authentication form) {
    return form.getDetails() instanceof WebAuthenticationDetails web
        ? Objects.requireNonNullElse(web.getRemoteAddress(), "")
        : "";
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication login) {
    record("login", request, login, SEE_OTHER);
    go(response, Onward.to(next(request)).address());
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    switch (NotAccepted.why(e)) {
      case AccessProblem refused -> {
        if (refused.error() != AccessError.TOO_MANY) {
          record("login-refused", request, null, refused.error().status().value());
        }
        Refusals.write(response, pages.get().again(refused, next(request)));
      }
      case RuntimeException failure -> Refusals.write(response, pages.get().failed(failure));
    }
  }

  @Override
  public void onLogoutSuccess(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication login) {
    Optional.ofNullable(login)
        .map(Authentication::getDetails)
        .filter(OidcSession.class::isInstance)
        .flatMap(session -> issuer.get().flatMap(i -> i.left(request, (OidcSession) session)))
        .ifPresentOrElse(page -> Refusals.write(response, page), () -> go(response, "/login"));
    record("logout", request, login, response.getStatus());
  }

  private void record(
      String action, HttpServletRequest request, @Nullable Authentication login, int status) {
    var who =
        Optional.ofNullable(login)
            .flatMap(Caller::of)
            .map(caller -> Visit.Who.of(caller, request))
            .orElseGet(() -> Visit.Who.unknown(shown(request), request));
    diary.now(new Visit(clock.instant(), action, who, "/login", status));
  }

  /** The id of the token that was typed, where it has the form of one; never its secret. */
  private static String shown(HttpServletRequest request) {
    return Secret.shown(Objects.requireNonNullElse(request.getParameter("token"), ""));
  }

  private static String next(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getParameter("next"), "/");
  }

  static void go(HttpServletResponse response, String address) {
    response.setStatus(SEE_OTHER);
    response.setHeader("Location", address);
  }
}
