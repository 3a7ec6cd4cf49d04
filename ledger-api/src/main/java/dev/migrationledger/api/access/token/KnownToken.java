package dev.migrationledger.api.access.token;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.store.merkle.Hash;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger's database holds of a token, as it was read.
 *
 * @param caller its owner
 * @param hash SHA-256 of its secret
 * @param formerHash of the secret before, while that is good too
 * @param expiresAt when it ends, empty when it does not
 * @param expired whether it had ended when it was read
 * @param revokedAt when it was revoked, empty when it was not
 * @param useUntold whether its last use was not noted for a quarter of an hour
 */
record KnownToken(
    Caller caller,
    Hash hash,
    Optional<Hash> formerHash,
    Optional<Instant> expiresAt,
    boolean expired,
    Optional<Instant> revokedAt,
    boolean useUntold) {

  KnownToken {
    requireNonNull(caller, "caller");
    requireNonNull(hash, "hash");
    requireNonNull(formerHash, "formerHash");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(revokedAt, "revokedAt");
  }

  /** Whether this is the hash of its secret, told in a time that does not depend on either. */
  boolean matches(byte[] shown) {
    boolean now = MessageDigest.isEqual(shown, hash.bytes());
    boolean before =
        formerHash.isPresent() && MessageDigest.isEqual(shown, formerHash.get().bytes());
    return now || before;
  }

  /** Whether it is neither revoked nor expired. */
  boolean isGood() {
    return revokedAt.isEmpty() && !expired;
  }
}
