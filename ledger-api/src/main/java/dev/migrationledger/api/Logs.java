package dev.migrationledger.api;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.migrationledger.runner.service.ServiceStarter;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * The log's format from the first line on: what is logged before the framework has started is in it
 * too.
 */
final class Logs {

  private Logs() {}

  /** The file that configures the log, in the format that is asked for. */
  static String file() {
    return System.getProperty(ServiceStarter.LOG_FORMAT, "text").equals("json")
        ? "logback-json.xml"
        : "logback.xml";
  }

  /** Configures the log. */
  static void begin() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    context.putObject(Environment.class.getName(), new StandardEnvironment());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Logs.class.getResource("/" + file()));
    } catch (JoranException e) {
      throw new IllegalStateException("the log cannot be configured by " + file(), e);
    }
  }
}
