/**
 * The append-only, tamper-evident event store on PostgreSQL. {@link
 * dev.migrationledger.store.LedgerStore} is the one way in: it takes commands and gives stored
 * events, states and verdicts; it refuses with {@code LedgerRefusal} (the rules) or {@code
 * StoreFailure} (the database).
 */
package dev.migrationledger.store;
