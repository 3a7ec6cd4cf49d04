package dev.migrationledger.query;

import dev.migrationledger.query.projection.Installation;
import dev.migrationledger.query.projection.Positions;
import dev.migrationledger.query.projection.Projector;
import dev.migrationledger.query.projection.ReadModel;
import dev.migrationledger.query.projection.Transactions;
import dev.migrationledger.query.status.SchemaMigrations;
import dev.migrationledger.query.status.StatusAnswer;
import dev.migrationledger.query.status.StatusQueries;
import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.log.EventLog;
import dev.migrationledger.store.log.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Asks the ledger. Safe for use by several threads; every call uses one connection. */
public final class LedgerQuery {

  private static final List<ReadModel> MODELS = List.of(SchemaMigrations.MODEL);

  private final DataSource ds;
  private final Projector projector;

  public LedgerQuery(DataSource ds, EventLog log) {
    this.ds = ds;
    this.projector = new Projector(log, MODELS);
  }

  /**
   * Makes the tables of the read models, and makes those anew whose definition changed. Idempotent,
   * safe in several processes at once; the schema {@code ledger} must be there.
   *
   * @param c a connection outside a transaction
   */
  public static void install(Connection c) {
    Installation.install(c, MODELS);
  }

  /**
   * Takes in everything that was committed before the call.
   *
   * @return the index of the last event covered, −1 when there is none
   */
  public long catchUp() {
    return connected(projector::catchUp);
  }

  /**
   * Takes in what a streaming processor delivers.
   *
   * @param events in order, without gaps; those already taken in are passed over
   */
  public long handle(List<StoredEvent> events) {
    return connected(c -> projector.handle(c, events));
  }

  /** Where every migration of the target stands. */
  public StatusAnswer status(String target) {
    return answer((c, asOf) -> StatusQueries.status(c, target, asOf));
  }

  private <T> T answer(Question<T> question) {
    return connected(c -> {
      projector.catchUp(c);
      return Transactions.reading(
          c, MODELS, () -> question.answer(c, Positions.covered(c, MODELS)));
    });
  }

  private <T> T connected(Function<Connection, T> work) {
    try (var c = ds.getConnection()) {
      return work.apply(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "ask the ledger");
    }
  }

  /** What is asked once the read models cover everything. */
  private interface Question<T> {
    T answer(Connection c, long asOf);
  }
}
