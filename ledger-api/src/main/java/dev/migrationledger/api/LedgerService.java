package dev.migrationledger.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrationledger.api.access.AccessSchema;
import dev.migrationledger.api.access.token.FirstToken;
import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.runner.cli.LedgerCli;
import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.service.Listening;
import dev.migrationledger.runner.service.ServiceSettings;
import dev.migrationledger.runner.service.ServiceStarter;
import dev.migrationledger.runner.target.Secret;
import dev.migrationledger.runner.target.TargetAddress;
import dev.migrationledger.store.LedgerStore;
import dev.migrationledger.store.failure.SqlFailures;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
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
  public void serve(ServiceSettings settings, Consumer<Serving> started) {
    int port = settings.listening().port();
    if (port < 0 || port > MOST_PORT) {
      throw new UsageProblem(
          "--port " + port + " is no port; use one from 1 to " + MOST_PORT + ".");
    }
    Logs.begin();
    var bind = settings.listening().bind();
    try (var ds = dataSource(settings.ledger())) {
      install(ds);
      try (var store = LedgerStore.open(ds);
          var context = start(new LedgerApplication(ds, store, settings), settings.listening())) {
        var stopped = new CountDownLatch(1);
        whenNothingIsUnderWay(context, stopped::countDown);
        var token = new Secret(firstToken(ds, settings.newAdminToken()));
        started.accept(new Serving(address(bind, context), token, context::close));
        stopped.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When it closes, its beans end after the last request was answered, and not before. */
  private static void whenNothingIsUnderWay(ConfigurableApplicationContext context, Runnable then) {
    if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
      beans.registerDisposableBean("stopped", then::run);
    }
  }

  private static String firstToken(HikariDataSource ds, boolean wanted) {
    try (var c = ds.getConnection()) {
      return FirstToken.make(c, wanted, InstantSource.system()).orElse("");
    } catch (SQLException e) {
      throw SqlFailures.of(e, "look for a token of an admin");
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
      AccessSchema.install(c);
    } catch (SQLException e) {
      throw SqlFailures.of(e, "connect to the ledger database");
    }
  }

  private static ConfigurableApplicationContext start(
      LedgerApplication application, Listening listening) {
    try {
      return application.start();
    } catch (ApplicationContextException e) {
      if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException cause)) {
        throw e;
      }
      throw new UsageProblem(
          "the service cannot listen on "
              + listening.bind()
              + " port "
              + listening.port()
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
