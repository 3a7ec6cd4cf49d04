/** The command that captures DDL, and how it is told. */
package dev.migrationledger.runner.cli.watch;
