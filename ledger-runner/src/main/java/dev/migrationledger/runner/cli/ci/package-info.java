/** The command that checks a change before it is merged, and the reports that other tools read. */
package dev.migrationledger.runner.cli.ci;
