package dev.migrationledger.runner.service;

import dev.migrationledger.runner.target.TargetAddress;

/** Starts the audit service; found through {@link java.util.ServiceLoader}. */
public interface ServiceStarter {

  /**
   * Serves until the process is told to stop.
   *
   * @param ledger where the ledger is; it is installed
   * @param target the target questions are about when they name none
   * @param bind the address to listen on
   * @param port the port to listen on, 0 for a free one
   * @param started hears the service's address once it answers
   */
  void serve(
      TargetAddress ledger,
      String target,
      String bind,
      int port,
      java.util.function.Consumer<String> started);
}
