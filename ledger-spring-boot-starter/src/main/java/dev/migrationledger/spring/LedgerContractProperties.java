package dev.migrationledger.spring;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the application requires of its database, and what happens when it is not so.
 *
 * @param enabled whether anything is checked
 * @param location the contract, {@code classpath:} or {@code file:}; empty for none
 * @param mode whether a broken contract stops the start
 * @param expectedVersion the migration that has to be applied, empty when any will do
 * @param ledgerState whether failed and open runs count
 * @param target the target's name in the ledger; empty for that of the newest receipt, else of the
 *     database
 * @param dataSource the name of the bean that is checked; empty for the primary or only one
 * @param recheckInterval how long an answer of the health indicator holds
 */
@ConfigurationProperties("ledger.contract")
public record LedgerContractProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("classpath:schema-contract.yaml") String location,
    @DefaultValue("fail") Mode mode,
    @DefaultValue("") String expectedVersion,
    @DefaultValue("true") boolean ledgerState,
    @DefaultValue("") String target,
    @DefaultValue("") String dataSource,
    @DefaultValue("60s") Duration recheckInterval) {

  public LedgerContractProperties {
    requireNonNull(location, "location");
    requireNonNull(mode, "mode");
    requireNonNull(expectedVersion, "expectedVersion");
    requireNonNull(target, "target");
    requireNonNull(dataSource, "dataSource");
    requireNonNull(recheckInterval, "recheckInterval");
    if (!expectedVersion.isEmpty() && !expectedVersion.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "ledger.contract.expected-version is \"%s\"; write a migration's number in quotes, e.g. \"0031\""
              .formatted(expectedVersion));
    }
  }

  /** What a broken contract does. */
  public enum Mode {
    /** It stops the start. */
    FAIL,
    /** It is logged. */
    WARN
  }
}
