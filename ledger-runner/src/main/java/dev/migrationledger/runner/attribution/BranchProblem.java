package dev.migrationledger.runner.attribution;

/** A base branch cannot be compared with: it, or the way to it, is not in this clone. */
public final class BranchProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States what is not there, and how to get it. */
  public BranchProblem(String message) {
    super("CI-009 " + message);
  }
}
