package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.AccessError;
import dev.migrationledger.api.access.AccessProblem;
import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.access.trail.Trail;
import dev.migrationledger.api.access.trail.Visit;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Transactions;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The tokens there are. Every change of them is recorded in the same transaction. */
public final class Tokens {

  private static final String COLUMNS =
      "SELECT id, name, kind, scopes, targets, created_at, created_by, expires_at, rotated_at,"
          + " former_until, revoked_at, revoked_by, last_used_at,"
          + " CASE WHEN revoked_at IS NOT NULL THEN 'revoked'"
          + " WHEN expires_at <= clock_timestamp() THEN 'expired' ELSE 'valid' END AS state"
          + " FROM ledger.access_token";
  private static final String INSERT =
      "INSERT INTO ledger.access_token (id, name, kind, scopes, targets, secret_hash, created_by,"
          + " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ROTATE =
      "UPDATE ledger.access_token SET former_hash = CASE WHEN ? > 0 THEN secret_hash END,"
          + " former_until = CASE WHEN ? > 0"
          + " THEN clock_timestamp() + make_interval(secs => ? / 1000.0) END,"
          + " secret_hash = ?, rotated_at = clock_timestamp()"
          + " WHERE id = ? AND revoked_at IS NULL";
  private static final String REVOKE =
      "UPDATE ledger.access_token SET revoked_at = clock_timestamp(), revoked_by = ?,"
          + " former_hash = NULL, former_until = NULL WHERE id = ? AND revoked_at IS NULL";

  private final DataSource ds;
  private final InstantSource clock;

  public Tokens(DataSource ds, InstantSource clock) {
    this.ds = ds;
    this.clock = clock;
  }

  /** A token with its secret, which is not to be had again. */
  record Made(Secret secret, Token token) {}

  /** All of them, newest first. */
  List<Token> all() {
    return with("list the tokens", c -> read(c, ""));
  }

  /** Makes one. */
  Made create(NewToken wanted, Visit.Who by) {
    return changing(c -> create(c, wanted, by, clock.instant()));
  }

  static Made create(Connection c, NewToken wanted, Visit.Who by, Instant now) {
    var secret = Secret.random();
    try (var insert = c.prepareStatement(INSERT)) {
      insert.setString(1, secret.id());
      insert.setString(2, wanted.name());
      insert.setString(3, wanted.kind().name().toLowerCase(Locale.ROOT));
      var scopes = wanted.scopes().stream().map(Scope::word).sorted().toArray();
      insert.setArray(4, c.createArrayOf("text", scopes));
      insert.setArray(5, c.createArrayOf("text", wanted.targets().stream().sorted().toArray()));
      insert.setBytes(6, secret.hash());
      insert.setString(7, by.principal());
      insert.setObject(
          8, wanted.expiresAt().instant().map(i -> i.atOffset(ZoneOffset.UTC)).orElse(null));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw SqlFailures.of(e, "make a token", c);
    }
    return new Made(secret, changed(c, "token-created", secret.id(), by, now));
  }

  /**
   * Gives a token another secret.
   *
   * @param grace how long the secret before is good too
   * @throws AccessProblem when there is no such token, or it is revoked
   */
  Made rotate(String id, Duration grace, Visit.Who by) {
    var secret = Secret.withId(id);
    return changing(c -> {
      try (var update = c.prepareStatement(ROTATE)) {
        update.setLong(1, grace.toMillis());
        update.setLong(2, grace.toMillis());
        update.setLong(3, grace.toMillis());
        update.setBytes(4, secret.hash());
        update.setString(5, id);
        mustChange(c, update.executeUpdate(), id);
      } catch (SQLException e) {
        throw SqlFailures.of(e, "rotate a token", c);
      }
      return new Made(secret, changed(c, "token-rotated", id, by, clock.instant()));
    });
  }

  /**
   * Ends a token at once.
   *
   * @throws AccessProblem when there is no such token, or it is revoked
   */
  Token revoke(String id, Visit.Who by) {
    return changing(c -> {
      try (var update = c.prepareStatement(REVOKE)) {
        update.setString(1, by.principal());
        update.setString(2, id);
        mustChange(c, update.executeUpdate(), id);
      } catch (SQLException e) {
        throw SqlFailures.of(e, "revoke a token", c);
      }
      return changed(c, "token-revoked", id, by, clock.instant());
    });
  }

  private static void mustChange(Connection c, int rows, String id) {
    if (rows == 0) {
      throw read(c, id).stream()
          .findFirst()
          .map(token ->
              new AccessProblem(
                  AccessError.NO_SUCH_TOKEN,
                  "token "
                      + id
                      + " was revoked at "
                      + token.revokedAt()
                      + "; it cannot be changed."))
          .orElseGet(
              () -> new AccessProblem(AccessError.NO_SUCH_TOKEN, "there is no token " + id + "."));
    }
  }

  private static Token changed(Connection c, String action, String id, Visit.Who by, Instant now) {
    Trail.add(c, List.of(new Visit(now, action, by, id, 0)));
    return read(c, id).getFirst();
  }

  /** One token, or all for an empty id. */
  private static List<Token> read(Connection c, String id) {
    var sql = COLUMNS + (id.isEmpty() ? "" : " WHERE id = ?") + " ORDER BY created_at DESC, id";
    try (var statement = c.prepareStatement(sql)) {
      if (!id.isEmpty()) {
        statement.setString(1, id);
      }
      try (var rows = statement.executeQuery()) {
        var tokens = new ArrayList<Token>();
        while (rows.next()) {
          tokens.add(token(rows));
        }
        return tokens;
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, "read the tokens", c);
    }
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("id"),
        row.getString("name"),
        row.getString("kind"),
        texts(row, "scopes"),
        texts(row, "targets"),
        row.getString("state"),
        moment(row, "created_at"),
        row.getString("created_by"),
        moment(row, "expires_at"),
        moment(row, "rotated_at"),
        moment(row, "former_until"),
        moment(row, "revoked_at"),
        row.getString("revoked_by"),
        moment(row, "last_used_at"));
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Moment moment(ResultSet row, String column) throws SQLException {
    return Moment.of(
        Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private <T> T changing(Function<Connection, T> change) {
    return with("change the tokens", c -> Transactions.writing(c, () -> change.apply(c)));
  }

  private <T> T with(String action, Function<Connection, T> work) {
    try (var c = ds.getConnection()) {
      return work.apply(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, action);
    }
  }
}
