/**
 * Reports over HTTP: takes a target and a period, gives a file in one of the report's formats, and
 * puts on record that it was given. Refuses what is no period, no target or no format.
 */
package dev.migrationledger.api.report;
