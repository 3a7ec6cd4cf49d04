/** The report on a window of time, over several targets. */
package dev.migrationledger.report.incident;
