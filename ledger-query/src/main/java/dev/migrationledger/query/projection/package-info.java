/**
 * What every read model is made with: tables as values, a working set of rows, and the driver that
 * takes events in. Takes the log's events in order, gives rows and a position in one transaction;
 * refuses to skip an event.
 */
package dev.migrationledger.query.projection;
