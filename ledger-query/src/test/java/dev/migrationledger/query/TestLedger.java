package dev.migrationledger.query;

import dev.migrationledger.embedded.EmbeddedPostgres;
import dev.migrationledger.store.LedgerStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A ledger in a database of its own on one embedded server, with its questions. */
public final class TestLedger implements AutoCloseable {

  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.temporary();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
  }

  private final String database;
  private final LedgerStore store;
  private final LedgerQuery query;

  private TestLedger(String database) throws SQLException {
    this.database = database;
    try (var c = connection()) {
      LedgerStore.install(c);
      LedgerQuery.install(c);
    }
    this.store = LedgerStore.open(dataSource());
    this.query = new LedgerQuery(new OneConnection(dataSource()).dataSource(), store);
  }

  public static TestLedger fresh() throws SQLException {
    var name = "query_" + DATABASES.incrementAndGet();
    SERVER.createDatabase(name);
    return new TestLedger(name);
  }

  public LedgerStore store() {
    return store;
  }

  public LedgerQuery query() {
    return query;
  }

  public DataSource dataSource() {
    var ds = new PGSimpleDataSource();
    ds.setUrl(SERVER.url(database));
    ds.setUser(SERVER.user());
    ds.setPassword(SERVER.password());
    return ds;
  }

  public Connection connection() throws SQLException {
    return dataSource().getConnection();
  }

  public void sql(String... statements) throws SQLException {
    try (var c = connection();
        var statement = c.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  public String one(String sql) throws SQLException {
    try (var c = connection();
        var statement = c.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
