package dev.migrationledger.runner.cli;

/** A command needs a ledger, and the database has none. */
public final class NoLedger extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States it, with the remedy. */
  public NoLedger() {
    super(
        "CLI-003 there is no ledger here, so nothing can be said about it. Run \"ledger migrate\".");
  }
}
