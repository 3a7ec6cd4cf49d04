/**
 * The state of a target from its stored events, helped by a snapshot. A snapshot is derived data:
 * one that cannot be read is passed over, and all events are folded instead.
 */
package dev.migrationledger.store.state;
