package dev.migrationledger.api.access.token;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.query.projection.Utc;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.merkle.Hash;
import java.io.Serializable;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose a token is. It is looked up by its id; secrets are compared as hashes, in a time that
 * does not depend on where they differ. What is wrong with a token is told only to one who has its
 * whole secret.
 */
public final class TokenCheck {

  private static final String FIND =
      "SELECT name, kind, scopes, targets, secret_hash, former_hash, expires_at, revoked_at,"
          + " coalesce(former_until > clock_timestamp(), false) AS former_good,"
          + " coalesce(expires_at <= clock_timestamp(), false) AS expired,"
          + " coalesce(last_used_at < clock_timestamp() - interval '15 min', true) AS use_untold"
          + " FROM ledger.access_token WHERE id = ?";
  private static final String USED =
      "UPDATE ledger.access_token SET last_used_at = clock_timestamp() WHERE id = ?"
          + " AND coalesce(last_used_at < clock_timestamp() - interval '15 min', true)";
  private static final System.Logger LOG = System.getLogger(TokenCheck.class.getName());

  private final DataSource ds;

  public TokenCheck(DataSource ds) {
    this.ds = ds;
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
    try (var c = ds.getConnection();
        var find = c.prepareStatement(FIND)) {
      find.setString(1, secret.id());
      try (var row = find.executeQuery()) {
        return good(c, row, secret);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look a token up");
    }
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
    try (var c = ds.getConnection();
        var find = c.prepareStatement(FIND)) {
      find.setString(1, shown.id());
      try (var row = find.executeQuery()) {
        return row.next()
            && matches(row, Hash.of(shown.hash()).bytes())
            && row.getObject("revoked_at") == null
            && !row.getBoolean("expired");
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look a token up");
    }
  }

  private static Caller good(Connection c, ResultSet row, Secret secret) throws SQLException {
    if (!row.next() || !matches(row, secret.hash())) {
      throw new AccessProblem(AccessError.UNKNOWN_TOKEN, "no token is like the one that was sent.");
    }
    var revoked = row.getObject("revoked_at", OffsetDateTime.class);
    if (revoked != null) {
      throw new AccessProblem(
          AccessError.REVOKED,
          "token " + secret.id() + " was revoked at " + sentence(revoked) + ".");
    }
    if (row.getBoolean("expired")) {
      throw new AccessProblem(
          AccessError.EXPIRED,
          "token "
              + secret.id()
              + " was good until "
              + sentence(row.getObject("expires_at", OffsetDateTime.class))
              + ".");
    }
    if (row.getBoolean("use_untold")) {
      used(c, secret.id());
    }
    return new Caller(
        row.getString("name"),
        ActorKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        "token",
        secret.id(),
        Tokens.texts(row, "scopes").stream()
            .flatMap(word -> Scope.of(word).stream())
            .collect(Collectors.toUnmodifiableSet()),
        Set.copyOf(Tokens.texts(row, "targets")));
  }

  private static boolean matches(ResultSet row, byte[] hash) throws SQLException {
    boolean now = MessageDigest.isEqual(hash, row.getBytes("secret_hash"));
    byte @Nullable [] former = row.getBytes("former_hash");
    boolean before =
        former != null && MessageDigest.isEqual(hash, former) && row.getBoolean("former_good");
    return now || before;
  }

  /** A ledger that takes no writes now still lets its readers in. */
  private static void used(Connection c, String id) {
    try (var update = c.prepareStatement(USED)) {
      update.setString(1, id);
      update.executeUpdate();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "when token " + id + " was used cannot be noted", e);
    }
  }

  private static String sentence(@Nullable OffsetDateTime at) {
    return at == null ? "" : Utc.sentence(at.toInstant());
  }
}
