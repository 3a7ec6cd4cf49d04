/**
 * Opens what a command works on: target, ledger, folder, history, and the embedded server when no
 * database is named. Takes settings, gives open things, each on first use, and closes them all.
 */
package dev.migrationledger.runner.workspace;
