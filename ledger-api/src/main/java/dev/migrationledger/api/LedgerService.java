package dev.migrationledger.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.runner.cli.LedgerCli;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.service.Recurring;
import dev.migrationledger.runner.service.ServiceStarter;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.failure.SqlFailures;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.NestedExceptionUtils;

/** The audit service as {@code ledger serve} starts it. */
public final class LedgerService implements ServiceStarter {

  private static final int CONNECTIONS = 8;
  private static final long CONNECT_MS = 5_000;
  private static final int MOST_PORT = 65_535;

  /** Found by the service loader. */
  public LedgerService() {}

  /** Runs the command line with the service on the class path. */
  public static void main(String[] arguments) {
    LedgerCli.main(arguments);
  }

  @Override
  public void serve(
      TargetAddress ledger,
      String target,
      String bind,
      int port,
      List<Recurring> recurring,
      Consumer<Serving> started) {
    if (port < 0 || port > MOST_PORT) {
      throw new UsageProblem(
          "--port " + port + " is no port; use one from 1 to " + MOST_PORT + ".");
    }
    try (var ds = dataSource(ledger)) {
      install(ds);
      try (var store = LedgerStore.open(ds);
          var context = start(new LedgerApplication(ds, store, target, recurring), bind, port)) {
        var stopped = new CountDownLatch(1);
        context.addApplicationListener(e -> {
          if (e instanceof ContextClosedEvent) {
            stopped.countDown();
          }
        });
        started.accept(new Serving(address(bind, context), context::close));
        stopped.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static HikariDataSource dataSource(TargetAddress ledger) {
    var config = new HikariConfig();
    config.setPoolName("ledger");
    config.setJdbcUrl(ledger.url());
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    ledger.properties().forEach(config::addDataSourceProperty);
    config.addDataSourceProperty("ApplicationName", "migration-ledger service");
    config.setUsername(ledger.user());
    if (!ledger.password().value().isEmpty()) {
      config.setPassword(ledger.password().value());
    }
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static void install(HikariDataSource ds) {
    try (var c = ds.getConnection()) {
      LedgerStore.install(c);
      LedgerQuery.install(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "connect to the ledger database");
    }
  }

  private static ConfigurableApplicationContext start(
      LedgerApplication application, String bind, int port) {
    try {
      return application.start(bind, port);
    } catch (ApplicationContextException e) {
      if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException cause)) {
        throw e;
      }
      throw new UsageProblem(
          "the service cannot listen on "
              + bind
              + " port "
              + port
              + ": "
              + cause.getMessage()
              + ". Nothing was started. Give another port with --port, or another address with"
              + " --bind.");
    }
  }

  private static String address(String bind, ConfigurableApplicationContext context) {
    var host = bind.contains(":") ? "[" + bind + "]" : bind;
    return "http://" + host + ":" + context.getEnvironment().getProperty("local.server.port");
  }
}
