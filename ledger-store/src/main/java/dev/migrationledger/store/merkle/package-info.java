/**
 * The Merkle tree of RFC 6962 over the log's entries: hashes, the compact range from which the next
 * root follows, and proofs of inclusion and consistency. Knows bytes only: no SQL, no JSON.
 */
package dev.migrationledger.store.merkle;
