/**
 * Takes another tool's history over. Takes the rows that {@code runner.history} read and the
 * folder's files, ties the one to the other, checks the tool's checksums against the files, and
 * gives what the ledger records as imported, not witnessed; refuses whatever is not clear, all of
 * it at once.
 */
package dev.migrationledger.runner.adopt;
