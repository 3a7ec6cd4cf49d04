package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Onward;
import dev.migrationledger.api.page.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns a refusal of the filters into the answer that any other refusal has. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());
  private static final Pattern NO_PAGE =
      Pattern.compile("/(?:api|actuator|assets|webjars)(?:/.*)?");

  private final Supplier<HandlerExceptionResolver> resolver;
  private final Supplier<Refused> pages;
  private final Supplier<Collection<RequestMappingInfoHandlerMapping>> routes;

  Refusals(
      Supplier<HandlerExceptionResolver> resolver,
      Supplier<Refused> pages,
      Supplier<Collection<RequestMappingInfoHandlerMapping>> routes) {
    this.resolver = resolver;
    this.pages = pages;
    this.routes = routes;
  }

  /** Nobody is logged in, or what was shown is not accepted. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    letIn(request, response, NotAccepted.why(e));
  }

  /** Leads the reader of a page to the login, and back. */
  private void letIn(
      HttpServletRequest request, HttpServletResponse response, RuntimeException why) {
    boolean reader = isPage(request) && request.getMethod().equals("GET");
    if (!reader
        || !(why instanceof AccessProblem nobody)
        || nobody.error() != AccessError.NOT_LOGGED_IN) {
      answer(request, response, why);
      return;
    }
    var query = request.getQueryString();
    var login = Onward.to(request.getRequestURI() + (query == null ? "" : "?" + query)).login();
    if (request.getHeader("HX-Request") == null) {
      Login.go(response, login);
    } else {
      response.setStatus(nobody.error().status().value());
      response.setHeader("HX-Redirect", login);
    }
  }

  private static boolean isPage(HttpServletRequest request) {
    return !NO_PAGE.matcher(request.getRequestURI()).matches();
  }

  /** The caller may not. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
    var why = why(request, e);
    if (why instanceof AccessProblem problem) {
      letIn(request, response, problem);
    } else {
      answer(request, response, why);
    }
  }

  void answer(HttpServletRequest request, HttpServletResponse response, Exception why) {
    boolean known = why instanceof RuntimeException;
    if (known && isPage(request)) {
      write(response, pages.get().page(why));
    } else {
      resolver.get().resolveException(request, response, null, why);
    }
  }

  static void write(HttpServletResponse response, ResponseEntity<String> page) {
    response.setStatus(page.getStatusCode().value());
    page.getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    try {
      var body = Objects.requireNonNull(page.getBody());
      response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the reader is gone", e);
    }
  }

  private Exception why(HttpServletRequest request, AccessDeniedException e) {
    if (e instanceof CsrfException && Decision.isLogin(request)) {
      return forged();
    }
    var shown = SecurityContextHolder.getContext().getAuthentication();
    if (shown == null || Caller.of(shown).isEmpty()) {
      return NotAccepted.nobody();
    }
    if (e instanceof CsrfException) {
      return forged();
    }
    if (e instanceof AuthorizationDeniedException denied
        && denied.getAuthorizationResult() instanceof Judge.Missing missing) {
      return AccessProblem.missing(missing.caller(), missing.scope());
    }
    return undecided(request);
  }

  private static AccessProblem forged() {
    return new AccessProblem(
        AccessError.FORGED, "the form carries no proof of the page it was shown on.");
  }

  /** An address that is not there is none that lacks a decision. */
  private Exception undecided(HttpServletRequest request) {
    var address = request.getRequestURI();
    for (var mapping : routes.get()) {
      try {
        if (mapping.getHandler(request) != null) {
          return new AccessProblem(
              AccessError.NOBODY_MAY, request.getMethod() + " " + address + ".");
        }
      } catch (Exception e) {
        return e;
      }
    }
    return new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), address, address);
  }
}
