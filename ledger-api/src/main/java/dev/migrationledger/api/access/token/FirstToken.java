package dev.migrationledger.api.access.token;

import dev.migrationledger.api.access.Scope;
import dev.migrationledger.api.access.trail.Visit;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.query.projection.Transactions;
import dev.migrationledger.store.failure.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The token that a new service is entered with: it can read and make other tokens, and is good for
 * a week. Whoever starts the service may enter the ledger's database anyway.
 */
public final class FirstToken {

  private static final Duration LIFE = Duration.ofDays(7);
  private static final long LOCK = 0x4c65_6467_6572_3034L;
  private static final String ADMIN_THERE =
      "SELECT FROM ledger.access_token WHERE 'admin' = ANY (scopes) AND revoked_at IS NULL"
          + " AND coalesce(expires_at > clock_timestamp(), true)";
  private static final Visit.Who STARTER = new Visit.Who("ledger serve", "service", "", "", "");

  private FirstToken() {}

  /**
   * Makes one when no token of an admin is good, or when it is wanted anyway.
   *
   * @param c a connection outside a transaction
   * @return the token, to be shown once
   */
  public static Optional<String> make(Connection c, boolean wanted, InstantSource clock) {
    return Transactions.writing(
        c,
        () -> {
          try (var statement = c.createStatement()) {
            statement.execute("SELECT pg_catalog.pg_advisory_xact_lock(" + LOCK + ")");
            try (var rows = statement.executeQuery(ADMIN_THERE)) {
              if (!wanted && rows.next()) {
                return Optional.empty();
              }
            }
          } catch (SQLException e) {
            throw SqlFailures.of(e, "look for a token of an admin", c);
          }
          var now = clock.instant();
          var token =
              new NewToken(
                  "first-admin",
                  ActorKind.HUMAN,
                  Set.of(Scope.READ, Scope.ADMIN),
                  Set.of(),
                  Moment.of(now.plus(LIFE)));
          return Optional.of(Tokens.create(c, token, STARTER, now).secret().text());
        });
  }
}
