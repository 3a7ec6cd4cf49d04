package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Applies one decision to a request. */
final class Judge implements AuthorizationManager<RequestAuthorizationContext> {

  private final Decision.Who who;

  Judge(Decision.Who who) {
    this.who = who;
  }

  /** The caller lacks a scope. */
  static final class Missing extends AuthorizationDecision {

    private final Caller caller;
    private final Scope scope;

    Missing(Caller caller, Scope scope) {
      super(false);
      this.caller = caller;
      this.scope = scope;
    }

    Caller caller() {
      return caller;
    }

    Scope scope() {
      return scope;
    }
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
    if (who == Decision.Who.ANYBODY) {
      return new AuthorizationDecision(true);
    }
    var given = authentication.get();
    var caller = given == null ? java.util.Optional.<Caller>empty() : Caller.of(given);
    if (caller.isEmpty()
        || given instanceof AnonymousAuthenticationToken
        || who == Decision.Who.NOBODY) {
      return new AuthorizationDecision(false);
    }
    return who.scope()
        .filter(scope -> !caller.get().may(scope))
        .<AuthorizationResult>map(scope -> new Missing(caller.get(), scope))
        .orElseGet(() -> new AuthorizationDecision(true));
  }
}
