/** Connections to the ledger database: borrowed for one piece of work, given back clean. */
package dev.migrationledger.store.connection;
