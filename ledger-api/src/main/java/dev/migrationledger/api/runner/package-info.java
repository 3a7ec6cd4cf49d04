/**
 * The ledger for runners that do not reach its database. Takes what a runner sends, and records it
 * as done by whoever the token belongs to; what the runner says of itself is kept as a claim.
 */
package dev.migrationledger.api.runner;
