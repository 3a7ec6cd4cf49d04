/**
 * Finds out what a failed or interrupted migration left, and brings the target to a known state.
 * Takes ledger, receipts and the target's catalogs, gives a plan with risk and actions, carries it
 * out after somebody agreed, and records both.
 */
package dev.migrationledger.runner.recovery;
