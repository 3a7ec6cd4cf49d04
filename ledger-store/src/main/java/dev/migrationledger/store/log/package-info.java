/**
 * Reading the log: events by index or by target, and the texts they commit to. Gives values, in
 * order and without gaps; refuses an event it cannot read, and never skips one.
 */
package dev.migrationledger.store.log;
