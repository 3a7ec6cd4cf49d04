/** The commands that answer questions. */
package dev.migrationledger.runner.cli.inspect;
