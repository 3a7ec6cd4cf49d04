package dev.migrationledger.api.access.gate;

import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.oidc.JwtCheck;
import dev.migrationledger.api.access.token.Secret;
import dev.migrationledger.api.access.token.TokenCheck;
import dev.migrationledger.store.failure.StoreFailure;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Finds out who sends a request with {@code Authorization: Bearer …} (RFC 6750). */
final class Bearer implements AuthenticationManager {

  private final TokenCheck tokens;
  private final JwtCheck jwts;

  Bearer(TokenCheck tokens, JwtCheck jwts) {
    this.tokens = tokens;
    this.jwts = jwts;
  }

  @Override
  public Authentication authenticate(Authentication shown) {
    if (!(shown instanceof BearerTokenAuthenticationToken bearer)) {
      throw new IllegalArgumentException("a bearer token is looked up here");
    }
    try {
      var text = bearer.getToken();
      boolean own = text.startsWith(Secret.PREFIX) || !jwts.isOn();
      return Caller.authenticated(own ? tokens.caller(text) : jwts.caller(text));
    } catch (AccessProblem | StoreFailure e) {
      throw new NotAccepted(e);
    }
  }
}
