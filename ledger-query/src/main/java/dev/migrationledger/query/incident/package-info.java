/** What happened in a span of time, over all targets in one order. */
package dev.migrationledger.query.incident;
