/**
 * Bytes and values: the JSON of events, origins and snapshots, the closed list of event types, and
 * canonical JSON (RFC 8785). Gives bytes for values and back; refuses unknown types and revisions.
 */
package dev.migrationledger.store.codec;
