package dev.migrationledger.api.access;

import java.io.Serial;
import java.util.stream.Collectors;

/** The service does not serve a caller. */
public final class AccessProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final AccessError error;

  /**
   * A refusal.
   *
   * @param detail this very case, without any secret
   */
  public AccessProblem(AccessError error, String detail) {
    super(detail);
    this.error = error;
  }

  /** A caller lacks a scope. */
  public static AccessProblem missing(Caller caller, Scope scope) {
    var has = caller.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(", "));
    return new AccessProblem(
        AccessError.SCOPE_MISSING,
        "this needs the scope \"%s\"; \"%s\" has %s."
            .formatted(scope.word(), caller.name(), has.isEmpty() ? "none" : has));
  }

  /** What kind of refusal it is. */
  public AccessError error() {
    return error;
  }

  /** What happened, in words. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
