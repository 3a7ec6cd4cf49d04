/** The JSON contract of the runner's own commands: fields may be added, never renamed. */
package dev.migrationledger.runner.cli.answer;
