/** The report on the changes of a period and what was exceptional about them. */
package dev.migrationledger.report.changes;
