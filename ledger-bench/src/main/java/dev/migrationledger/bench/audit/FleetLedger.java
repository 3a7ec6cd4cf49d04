package dev.migrationledger.bench.audit;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.append.Appender;
import dev.migrationledger.store.append.NewEvent;
import dev.migrationledger.store.codec.EventCodec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fills a ledger with the history of many targets, takes it into the read models, and copies the
 * same rows with nothing but JDBC. Arguments: address, user, password, targets, migrations of each.
 * Prints: events, seconds to append, seconds to replay, seconds to rebuild, rows of the read
 * models, seconds of the copy.
 */
public final class FleetLedger {

  private static final int TRANSACTION = 5_000;
  private static final long SEED = 29;

  private FleetLedger() {}

  /** Fills, replays, copies, prints. */
  public static void main(String[] arguments) throws SQLException {
    var ds = new PGSimpleDataSource();
    ds.setUrl(arguments[0]);
    ds.setUser(arguments[1]);
    ds.setPassword(arguments[2]);
    ds.setReWriteBatchedInserts(true);
    int targets = Integer.parseInt(arguments[3]);
    int migrations = Integer.parseInt(arguments[4]);
    try (var store = LedgerStore.of(ds)) {
      store.install();
      try (var c = ds.getConnection()) {
        LedgerQuery.install(c);
      }
      long began = System.nanoTime();
      long events = append(ds.getConnection(), store, targets, migrations);
      double appended = since(began);
      execute(ds, "ANALYZE");
      execute(ds, "CHECKPOINT");
      began = System.nanoTime();
      new LedgerQuery(ds, store).catchUp();
      double replayed = since(began);
      execute(ds, "ANALYZE");
      execute(ds, "CHECKPOINT");
      began = System.nanoTime();
      new LedgerQuery(ds, store).rebuild();
      double rebuilt = since(began);
      execute(ds, "CHECKPOINT");
      try (var from = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
          var to = ds.getConnection()) {
        began = System.nanoTime();
        long rows = RowCopy.all(from, to);
        double copied = since(began);
        // as the server's own workers would within the next minutes, beside the clients
        execute(ds, "VACUUM (ANALYZE)");
        execute(ds, "CHECKPOINT");
        System.out.printf(
            Locale.ROOT,
            "%d %.3f %.3f %.3f %d %.3f%n",
            events,
            appended,
            replayed,
            rebuilt,
            rows,
            copied);
      }
    }
  }

  private static long append(Connection c, LedgerStore store, int targets, int migrations)
      throws SQLException {
    var appender = new Appender(new EventCodec(), store::ledgerId);
    var histories =
        IntStream.rangeClosed(1, targets)
            .mapToObj(n -> new TargetHistory("shop-%03d".formatted(n), SEED + n))
            .toList();
    long events = 0;
    try (c) {
      c.setAutoCommit(false);
      var waiting = new ArrayList<NewEvent>();
      while (histories.stream().anyMatch(h -> h.migrations() < migrations)) {
        for (var history : histories) {
          waiting.addAll(history.migrations() < migrations ? history.day(migrations) : List.of());
          if (waiting.size() >= TRANSACTION) {
            events += appender.append(c, waiting).size();
            c.commit();
            waiting.clear();
          }
        }
      }
      if (!waiting.isEmpty()) {
        events += appender.append(c, waiting).size();
        c.commit();
      }
    }
    return events;
  }

  private static void execute(PGSimpleDataSource ds, String sql) throws SQLException {
    try (var c = ds.getConnection();
        var statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
