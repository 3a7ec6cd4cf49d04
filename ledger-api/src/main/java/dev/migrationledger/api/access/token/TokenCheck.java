package dev.migrationledger.api.access.token;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.merkle.Hash;
import java.io.Serializable;

/**
 * Tells whose a token is. It is looked up by its id; secrets are compared as hashes, in a time that
 * does not depend on where they differ. What is wrong with a token is told only to one who has its
 * whole secret.
 */
public final class TokenCheck {

  private final KnownTokens tokens;

  /** A check of these tokens. */
  public TokenCheck(KnownTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The owner of a token.
   *
   * @throws AccessProblem when it is none, or no longer good
   */
  public Caller caller(String text) {
    var secret =
        Secret.read(text)
            .orElseThrow(() ->
                new AccessProblem(
                    AccessError.UNKNOWN_TOKEN, "what was sent does not have the form of a token."));
    var found =
        tokens
            .find(secret.id())
            .filter(token -> token.matches(secret.hash()))
            .orElseThrow(() ->
                new AccessProblem(
                    AccessError.UNKNOWN_TOKEN, "no token is like the one that was sent."));
    mustBeGood(secret.id(), found);
    if (found.useUntold()) {
      tokens.used(secret.id());
    }
    return found.caller();
  }

  /**
   * What is kept of a token that was shown: enough to look whether it is still good.
   *
   * @param id its part that is no secret
   * @param hash SHA-256 of the whole, in hexadecimal digits
   */
  public record Proof(String id, String hash) implements Serializable {

    public Proof {
      requireNonNull(id, "id");
      requireNonNull(hash, "hash");
    }
  }

  /** What is kept of a good token. */
  public static Proof proof(String text) {
    var secret = Secret.read(text).orElseThrow();
    return new Proof(secret.id(), Hash.of(secret.hash()).hex());
  }

  /** Whether a token that was good when it was shown still is. */
  public boolean isGood(Proof shown) {
    return tokens
        .find(shown.id())
        .filter(token -> token.matches(Hash.of(shown.hash()).bytes()) && token.isGood())
        .isPresent();
  }

  private static void mustBeGood(String id, KnownToken token) {
    token
        .revokedAt()
        .ifPresent(revoked -> {
          throw new AccessProblem(
              AccessError.REVOKED,
              "token " + id + " was revoked at " + Utc.sentence(revoked) + ".");
        });
    if (token.expired()) {
      throw new AccessProblem(
          AccessError.EXPIRED,
          "token "
              + id
              + " was good until "
              + token.expiresAt().map(Utc::sentence).orElse("")
              + ".");
    }
  }
}
