package dev.migrationledger.runner.service;

import dev.migrationledger.runner.target.Secret;
import java.util.function.Consumer;

/** Starts the audit service; found through {@link java.util.ServiceLoader}. */
public interface ServiceStarter {

  /** The system property that names the format of the log: {@code text} or {@code json}. */
  String LOG_FORMAT = "ledger.log.format";

  /**
   * Serves until the process is told to stop.
   *
   * @param started hears of the service once it answers
   */
  void serve(ServiceSettings settings, Consumer<Serving> started);

  /**
   * A service that answers.
   *
   * @param address where
   * @param newAdminToken a token to enter it with, which was made now and is shown only once; empty
   *     when none was made
   * @param stop ends it, and returns when it has ended; doing it twice does no harm
   */
  record Serving(String address, Secret newAdminToken, Runnable stop) {}
}
