/**
 * Holds the file of a migration that stopped half-way against the text that ran: which statements
 * are the same, and what the one does that was under way.
 */
package dev.migrationledger.runner.recovery.resume;
