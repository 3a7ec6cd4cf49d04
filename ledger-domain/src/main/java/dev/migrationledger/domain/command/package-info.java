/**
 * What may be asked of a ledger; each command is decided by the rules and becomes events or a
 * refusal.
 */
package dev.migrationledger.domain.command;
