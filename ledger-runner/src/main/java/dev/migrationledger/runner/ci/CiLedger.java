package dev.migrationledger.runner.ci;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.ledger.LedgerState;
import dev.migrationledger.runner.deploy.AppliedTexts;
import java.util.function.Supplier;

/**
 * The ledger that scripts are held against.
 *
 * @param target the target's name in it
 * @param state what it knows of the target; asked once
 * @param texts what edits are told by
 */
public record CiLedger(String target, Supplier<LedgerState> state, Supplier<AppliedTexts> texts) {

  public CiLedger {
    requireNonNull(target, "target");
    requireNonNull(state, "state");
    requireNonNull(texts, "texts");
  }
}
