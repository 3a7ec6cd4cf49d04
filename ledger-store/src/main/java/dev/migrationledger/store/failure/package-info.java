/**
 * What can go wrong with the store: one sealed family, one type for each condition, each with a
 * code in the catalogue {@link dev.migrationledger.store.failure.StoreError}.
 */
package dev.migrationledger.store.failure;
