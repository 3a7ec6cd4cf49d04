/**
 * Reads what another migration tool wrote into the target. Takes a session, gives the history
 * tables that are there and their rows, told alike for all tools; refuses a table that is not what
 * it is taken for, or that the role may not read. Changes nothing: each look is a read-only
 * transaction.
 */
package dev.migrationledger.runner.history;
