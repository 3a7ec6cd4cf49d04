package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
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
    answer(request, response, NotAccepted.why(e));
  }

  /** The caller may not. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
    answer(request, response, why(request, e));
  }

  void answer(HttpServletRequest request, HttpServletResponse response, Exception why) {
    boolean known = why instanceof RuntimeException;
    if (known && !NO_PAGE.matcher(request.getRequestURI()).matches()) {
      write(response, pages.get().page(why));
    } else {
      resolver.get().resolveException(request, response, null, why);
    }
  }

  private static void write(HttpServletResponse response, ResponseEntity<String> page) {
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
    var shown = SecurityContextHolder.getContext().getAuthentication();
    if (shown == null || Caller.of(shown).isEmpty()) {
      return NotAccepted.nobody();
    }
    if (e instanceof CsrfException) {
      return new AccessProblem(
          AccessError.FORGED, "the form carries no proof of the page it was shown on.");
    }
    if (e instanceof AuthorizationDeniedException denied
        && denied.getAuthorizationResult() instanceof Judge.Missing missing) {
      return AccessProblem.missing(missing.caller(), missing.scope());
    }
    return undecided(request);
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
