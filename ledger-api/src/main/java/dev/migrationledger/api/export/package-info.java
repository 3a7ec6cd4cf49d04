/**
 * The events in the formats that other tools read: lines of JSON, CSV, CloudEvents 1.0 and OCSF.
 * Streamed a page at a time up to the event that was the last when it began, and named after it.
 */
package dev.migrationledger.api.export;
