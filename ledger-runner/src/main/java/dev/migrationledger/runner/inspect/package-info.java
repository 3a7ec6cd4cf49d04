/** Lays what the ledger knows and what the folder holds side by side; changes neither. */
package dev.migrationledger.runner.inspect;
