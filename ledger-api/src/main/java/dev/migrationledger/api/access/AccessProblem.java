package dev.migrationledger.api.access;

import java.io.Serial;
import java.time.Duration;
import java.util.stream.Collectors;

/** The service does not serve a caller. */
public final class AccessProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final AccessError error;
  private final Duration wait;

  /**
   * A refusal.
   *
   * @param detail this very case, without any secret
   */
  public AccessProblem(AccessError error, String detail) {
    this(error, detail, Duration.ZERO);
  }

  private AccessProblem(AccessError error, String detail, Duration wait) {
    super(detail);
    this.error = error;
    this.wait = wait;
  }

  /** There were too many requests; after the wait there may be another. */
  public static AccessProblem tooMany(String detail, Duration wait) {
    return new AccessProblem(AccessError.TOO_MANY, detail, wait.plusMillis(999));
  }

  /** A caller lacks a scope. */
  public static AccessProblem missing(Caller caller, Scope scope) {
    var has = caller.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(", "));
    return new AccessProblem(
        AccessError.SCOPE_MISSING,
        "this needs the scope \"%s\"; \"%s\" has %s.%s"
            .formatted(
                scope.word(),
                caller.name(),
                has.isEmpty() ? "none" : has,
                caller.authenticatedBy().equals("oidc")
                    ? " What the issuer's claims allow is set by oidc-grants."
                    : ""));
  }

  /** What kind of refusal it is. */
  public AccessError error() {
    return error;
  }

  /** After how many seconds it may be tried again, 0 when that makes no difference. */
  public long retryAfterSeconds() {
    return wait.toSeconds();
  }

  /** What happened, in words. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
