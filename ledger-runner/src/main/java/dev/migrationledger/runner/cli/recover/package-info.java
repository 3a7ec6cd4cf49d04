/** The command {@code recover}: shows what is wrong, the ways out, and takes them. */
package dev.migrationledger.runner.cli.recover;
