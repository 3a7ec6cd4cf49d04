/** The commands that plan and run migrations. */
package dev.migrationledger.runner.cli.deploy;
