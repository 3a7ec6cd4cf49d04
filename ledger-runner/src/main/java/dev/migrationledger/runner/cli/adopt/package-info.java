/** The commands that take a target over from another tool, and that say what state it is in. */
package dev.migrationledger.runner.cli.adopt;
