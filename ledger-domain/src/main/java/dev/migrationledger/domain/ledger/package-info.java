/**
 * Decides. {@link dev.migrationledger.domain.ledger.LedgerRules} takes a command and the state and
 * gives events or a refusal; {@link dev.migrationledger.domain.ledger.LedgerState} is the fold of
 * the events; {@link dev.migrationledger.domain.ledger.Ledger} ties both to Axon.
 */
package dev.migrationledger.domain.ledger;
