package dev.migrationledger.domain.run;

import static java.util.Objects.requireNonNull;

/**
 * One step that brings a target back.
 *
 * @param description what it does, imperative
 * @param sql the statement it runs, empty when it runs none
 * @param risk how much can go wrong
 * @param dataLoss what data may be lost, empty when none
 * @param estimateMs milliseconds it may take
 */
public record RecoveryAction(
    String description, String sql, Risk risk, String dataLoss, long estimateMs) {

  /** How much can go wrong. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }

  public RecoveryAction {
    requireNonNull(description, "description");
    requireNonNull(sql, "sql");
    requireNonNull(risk, "risk");
    requireNonNull(dataLoss, "dataLoss");
  }
}
