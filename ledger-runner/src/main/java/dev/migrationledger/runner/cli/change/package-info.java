/** The commands by which a person changes what the ledger says, each with a reason on record. */
package dev.migrationledger.runner.cli.change;
