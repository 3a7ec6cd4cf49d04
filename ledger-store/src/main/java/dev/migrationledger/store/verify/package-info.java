/**
 * Verification: recomputes every hash of the log from what is stored and compares every column with
 * its entry. Gives a verdict with the first bad index; refuses to decide when it cannot read.
 */
package dev.migrationledger.store.verify;
