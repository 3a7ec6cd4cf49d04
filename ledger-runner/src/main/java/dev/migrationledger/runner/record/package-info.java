/**
 * Hands what happened to the ledger, wherever it lies. Takes commands and their origin, gives the
 * events they became; refuses with the ledger's own refusals, or because the ledger is unreachable,
 * and then nothing is lost: the receipt in the target keeps the outcome.
 */
package dev.migrationledger.runner.record;
