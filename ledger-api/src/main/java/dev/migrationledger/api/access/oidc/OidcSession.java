package dev.migrationledger.api.access.oidc;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;

/**
 * The session of somebody whom the issuer has logged in. What they may do is as the issuer said
 * then, so it ends.
 *
 * @param until when they have to log in again, however much they do
 */
public record OidcSession(Instant until) implements Serializable {

  public OidcSession {
    requireNonNull(until, "until");
  }
}
