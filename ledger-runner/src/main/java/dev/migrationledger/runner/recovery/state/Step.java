package dev.migrationledger.runner.recovery.state;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.run.RecoveryAction;
import dev.migrationledger.domain.run.RecoveryAction.Risk;

/**
 * One thing that a way out does.
 *
 * @param description what it does, imperative
 * @param sql the statement it runs, quoted; empty when it runs none or a script
 * @param risk how much can go wrong
 * @param why why the risk is that
 * @param dataLoss what data may be lost, empty when none
 * @param estimate how long it may take, and where that is from
 * @param transactional whether it is done whole or not at all
 */
public record Step(
    String description,
    String sql,
    Risk risk,
    String why,
    String dataLoss,
    Estimate estimate,
    boolean transactional) {

  public Step {
    requireNonNull(description, "description");
    requireNonNull(sql, "sql");
    requireNonNull(risk, "risk");
    requireNonNull(why, "why");
    requireNonNull(dataLoss, "dataLoss");
    requireNonNull(estimate, "estimate");
  }

  /** Something that only the ledger is told. */
  public static Step record(String description, Risk risk, String why) {
    return new Step(description, "", risk, why, "", Estimate.NONE, true);
  }

  /** As the ledger records it. */
  public RecoveryAction action() {
    return new RecoveryAction(description, sql, risk, dataLoss, estimate.ms());
  }
}
