package dev.migrationledger.api.request;

import dev.migrationledger.query.LedgerQuery;

/** The targets that a request can be about. */
public final class Targets {

  private final LedgerQuery query;
  private final String usual;

  /**
   * The ledger's targets.
   *
   * @param usual the one that is meant when a request names none; may be empty
   */
  public Targets(LedgerQuery query, String usual) {
    this.query = query;
    this.usual = usual;
  }

  /**
   * The target, or the one that is meant when it is blank.
   *
   * @throws ApiProblem when none or several could be meant, or the ledger knows no such target
   */
  public String orUsual(String name) {
    return known(name.isBlank() ? usual() : name);
  }

  private String usual() {
    if (!usual.isBlank()) {
      return usual;
    }
    var targets = query.targets();
    if (targets.size() == 1) {
      return targets.getFirst();
    }
    throw new ApiProblem(
        ApiError.WHICH_TARGET, "the ledger knows " + ApiProblem.names(targets) + ".");
  }

  /**
   * The target itself.
   *
   * @throws ApiProblem when the ledger knows no such target
   */
  public String known(String name) {
    if (query.knows(name)) {
      return name;
    }
    var targets = query.targets();
    throw new ApiProblem(
        ApiError.UNKNOWN_TARGET,
        "the ledger has no target \"" + name + "\"; it knows " + ApiProblem.names(targets) + ".");
  }
}
