/** The command that makes reports, and how a report is given out. */
package dev.migrationledger.runner.cli.report;
