package dev.migrationledger.runner.cli;

/** A command was called in a way that makes no sense, and picocli could not know. */
public final class UsageProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what and what to write instead. */
  public UsageProblem(String message) {
    super("CLI-002 " + message);
  }
}
