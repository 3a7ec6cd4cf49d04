package dev.migrationledger.api.access.gate;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.access.oidc.OidcLogin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may use an address.
 *
 * @param method how it is asked for
 * @param pattern the address, e.g. {@code /api/v1/tokens/*}
 * @param who who may
 */
public record Decision(HttpMethod method, String pattern, Who who) {

  /**
   * Every decision, the first that fits counts. Nothing here fits: nobody may. What is asked for
   * with GET changes nothing, so it needs {@code read} unless it is named before.
   */
  public static final List<Decision> ALL =
      List.of(
          new Decision(HttpMethod.GET, "/actuator/health", Who.ANYBODY),
          new Decision(HttpMethod.GET, "/actuator/health/*", Who.ANYBODY),
          new Decision(HttpMethod.GET, "/actuator/prometheus", Who.READER),
          new Decision(HttpMethod.GET, "/actuator/**", Who.NOBODY),
          new Decision(HttpMethod.GET, "/assets/**", Who.ANYBODY),
          new Decision(HttpMethod.GET, "/webjars/**", Who.ANYBODY),
          new Decision(HttpMethod.GET, "/login", Who.ANYBODY),
          new Decision(HttpMethod.POST, "/login", Who.ANYBODY),
          new Decision(HttpMethod.GET, OidcLogin.ADDRESS, Who.ANYBODY),
          new Decision(HttpMethod.GET, OidcLogin.ADDRESS + "/back", Who.ANYBODY),
          new Decision(HttpMethod.POST, "/logout", Who.ANYBODY),
          new Decision(HttpMethod.GET, "/api/v1/caller", Who.CALLER),
          new Decision(HttpMethod.GET, "/api/v1/openapi.json", Who.CALLER),
          new Decision(HttpMethod.GET, "/api/v1/tokens/**", Who.ADMIN),
          new Decision(HttpMethod.GET, "/api/v1/access-log", Who.ADMIN),
          new Decision(HttpMethod.GET, "/access-log", Who.ADMIN),
          new Decision(HttpMethod.POST, "/api/v1/tokens", Who.ADMIN),
          new Decision(HttpMethod.POST, "/api/v1/tokens/*/rotate", Who.ADMIN),
          new Decision(HttpMethod.POST, "/api/v1/tokens/*/revoke", Who.ADMIN),
          new Decision(HttpMethod.POST, "/api/v1/targets/*/migrations/*/approvals", Who.APPROVER),
          new Decision(HttpMethod.POST, "/api/v1/targets/*/migrations/*/reviews", Who.APPROVER),
          new Decision(HttpMethod.POST, "/api/v1/targets/*/migrations/*/withdrawals", Who.APPROVER),
          new Decision(HttpMethod.POST, "/migration/approvals", Who.APPROVER),
          new Decision(HttpMethod.POST, "/migration/withdrawals", Who.APPROVER),
          new Decision(HttpMethod.POST, "/migration/reviews", Who.APPROVER),
          // which scope a command takes depends on the command: the routes decide
          new Decision(HttpMethod.POST, "/api/v1/runner/*", Who.CALLER),
          new Decision(HttpMethod.GET, "/**", Who.READER));

  private static final long USUAL_BODY = 64 * 1024;

  /** Addresses that take a larger body than others, in bytes. */
  private static final Map<String, Long> LARGER_BODIES =
      Map.of("/api/v1/runner/commands", 16L << 20, "/api/v1/runner/contents", 64L << 20);

  public Decision {
    requireNonNull(method, "method");
    requireNonNull(pattern, "pattern");
    requireNonNull(who, "who");
  }

  /** Who may use a route, whose address may have parts in braces. */
  public static Who about(HttpMethod method, String route) {
    var path = PathContainer.parsePath(route);
    return ALL.stream()
        .filter(d -> d.method().equals(method))
        .filter(d -> PathPatternParser.defaultInstance.parse(d.pattern()).matches(path))
        .map(Decision::who)
        .findFirst()
        .orElse(Who.NOBODY);
  }

  /** Whether the request is about logging in or out, which nobody needs a login for. */
  static boolean isLogin(HttpServletRequest request) {
    return request.getRequestURI().equals("/login") || request.getRequestURI().equals("/logout");
  }

  /** Whether the request is for a file of the pages, which tells nothing of the ledger. */
  static boolean isFile(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.startsWith("/assets/") || path.startsWith("/webjars/");
  }

  /** How many bytes a request's body may have. */
  static long largestBody(HttpServletRequest request) {
    return LARGER_BODIES.getOrDefault(request.getRequestURI(), USUAL_BODY);
  }

  /** Who may use an address. */
  public enum Who {
    ANYBODY,
    /** Everybody who is logged in. */
    CALLER,
    READER(Scope.READ),
    RUNNER(Scope.RUN),
    APPROVER(Scope.APPROVE),
    ADMIN(Scope.ADMIN),
    NOBODY;

    private final Optional<Scope> scope;

    Who() {
      this.scope = Optional.empty();
    }

    Who(Scope scope) {
      this.scope = Optional.of(scope);
    }

    /** The scope it takes, when it takes one. */
    public Optional<Scope> scope() {
      return scope;
    }
  }
}
