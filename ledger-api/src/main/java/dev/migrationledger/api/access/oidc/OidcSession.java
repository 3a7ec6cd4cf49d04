package dev.migrationledger.api.access.oidc;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;

/**
 * The session of somebody whom the issuer has logged in. What they may do is as the issuer said
 * then, so it ends.
 *
 * @param until when they have to log in again, however much they do
 * @param idToken what the issuer said of them, which it wants to see again when they log out there;
 *     not shown to others
 */
public record OidcSession(Instant until, String idToken) implements Serializable {

  public OidcSession {
    requireNonNull(until, "until");
    requireNonNull(idToken, "idToken");
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "OidcSession[until=" + until + "]";
  }
}
