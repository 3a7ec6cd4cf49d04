/**
 * Axon over the store: the storage engine, transactions, and the wiring of the one aggregate. The
 * only package of the store that knows Axon's runtime; it is started on the first command.
 */
package dev.migrationledger.store.axon;
