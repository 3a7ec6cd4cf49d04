/**
 * Finds out what is wrong with a target and its ledger. Takes the ledger's state, the receipts, the
 * folder and the target's catalogs; gives every failure state with what shows it and the ways out.
 * Changes nothing.
 */
package dev.migrationledger.runner.recovery.detect;
