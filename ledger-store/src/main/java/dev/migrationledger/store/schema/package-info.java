/**
 * The schema {@code ledger}: makes it, upgrades it, checks its version. Takes a connection; refuses
 * a database without rights and a ledger newer than the program.
 */
package dev.migrationledger.store.schema;
