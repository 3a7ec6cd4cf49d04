package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.merkle.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Looks tokens up. A good one is remembered for a second, so that a busy caller does not cost a
 * question to the database with each request: what another service of the same ledger revokes is
 * refused here within that second, and what this one changes at once. Safe for use by several
 * threads.
 */
public final class KnownTokens {

  private static final String FIND =
      "SELECT name, kind, scopes, targets, secret_hash, former_hash, expires_at, revoked_at,"
          + " coalesce(former_until > clock_timestamp(), false) AS former_good,"
          + " coalesce(expires_at <= clock_timestamp(), false) AS expired,"
          + " coalesce(last_used_at < clock_timestamp() - interval '15 min', true) AS use_untold"
          + " FROM ledger.access_token WHERE id = ?";
  private static final String USED =
      "UPDATE ledger.access_token SET last_used_at = clock_timestamp() WHERE id = ?"
          + " AND coalesce(last_used_at < clock_timestamp() - interval '15 min', true)";
  private static final System.Logger LOG = System.getLogger(KnownTokens.class.getName());

  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final int MOST = 1_000;

  /** A token, and until when it is not looked up again. */
  private record Remembered(KnownToken token, long until) {}

  private final DataSource ds;
  private final Map<String, Remembered> recent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > MOST;
        }
      };
  private long changes;

  /** Of the ledger in this database. */
  public KnownTokens(DataSource ds) {
    this.ds = ds;
  }

  /** The token with an id. */
  Optional<KnownToken> find(String id) {
    long before;
    synchronized (this) {
      var known = recent.get(id);
      if (known != null && System.nanoTime() - known.until() < 0) {
        return Optional.of(known.token());
      }
      before = changes;
    }
    var found = read(id);
    found.filter(KnownToken::isGood).ifPresent(token -> remember(id, token, before));
    return found;
  }

  /** Something about tokens has changed: none is remembered. */
  synchronized void forget() {
    changes++;
    recent.clear();
  }

  /** What was read before a change is not remembered. */
  private synchronized void remember(String id, KnownToken token, long before) {
    if (before == changes) {
      recent.remove(id);
      recent.put(id, new Remembered(token, System.nanoTime() + REMEMBERED.toNanos()));
    }
  }

  private Optional<KnownToken> read(String id) {
    try (var c = ds.getConnection();
        var find = c.prepareStatement(FIND)) {
      find.setString(1, id);
      try (var row = find.executeQuery()) {
        return row.next() ? Optional.of(token(row, id)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look a token up");
    }
  }

  private static KnownToken token(ResultSet row, String id) throws SQLException {
    var caller =
        new Caller(
            row.getString("name"),
            ActorKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            "token",
            id,
            Tokens.texts(row, "scopes").stream()
                .flatMap(word -> Scope.of(word).stream())
                .collect(Collectors.toUnmodifiableSet()),
            Set.copyOf(Tokens.texts(row, "targets")));
    return new KnownToken(
        caller,
        Hash.of(row.getBytes("secret_hash")),
        row.getBoolean("former_good")
            ? Optional.ofNullable(row.getBytes("former_hash")).map(Hash::of)
            : Optional.empty(),
        instant(row, "expires_at"),
        row.getBoolean("expired"),
        instant(row, "revoked_at"),
        row.getBoolean("use_untold"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Notes that a token was used; a ledger that takes no writes now still lets its readers in. */
  void used(String id) {
    try (var c = ds.getConnection();
        var update = c.prepareStatement(USED)) {
      update.setString(1, id);
      update.executeUpdate();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "when token " + id + " was used cannot be noted", e);
    }
  }
}
