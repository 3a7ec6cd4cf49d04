/** What the ledger's own proof rests on: how many events there are, and the root over them. */
package dev.migrationledger.query.evidence;
