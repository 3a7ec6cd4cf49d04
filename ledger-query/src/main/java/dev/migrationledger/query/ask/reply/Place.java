package dev.migrationledger.query.ask.reply;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.query.projection.Row;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusQueries;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a question is asked.
 *
 * @param connection in a transaction that sees one moment
 * @param target the target
 * @param asOf index of the last event the read models cover
 * @param now when it is asked
 * @param portion which part of the answer is asked for
 */
public record Place(Connection connection, String target, long asOf, Instant now, Portion portion) {

  public Place {
    requireNonNull(connection, "connection");
    requireNonNull(target, "target");
    requireNonNull(now, "now");
    requireNonNull(portion, "portion");
  }

  /** The migration of this number, not a file that was only refused. */
  public Optional<Row> migration(long number) {
    return StatusQueries.rows(connection, target, number).stream()
        .filter(r -> r.flag(SchemaMigrations.KNOWN))
        .findFirst();
  }
}
