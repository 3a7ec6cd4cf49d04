package dev.migrationledger.runner.service;

import dev.migrationledger.runner.target.TargetAddress;
import java.util.List;
import java.util.function.Consumer;

/** Starts the audit service; found through {@link java.util.ServiceLoader}. */
public interface ServiceStarter {

  /**
   * Serves until the process is told to stop.
   *
   * @param ledger where the ledger is; it is installed
   * @param target the target questions are about when they name none
   * @param bind the address to listen on
   * @param port the port to listen on, 0 for a free one
   * @param recurring what is done again and again meanwhile
   * @param started hears of the service once it answers
   */
  void serve(
      TargetAddress ledger,
      String target,
      String bind,
      int port,
      List<Recurring> recurring,
      Consumer<Serving> started);

  /**
   * A service that answers.
   *
   * @param address where
   * @param stop ends it, and returns when it has ended; doing it twice does no harm
   */
  record Serving(String address, Runnable stop) {}
}
