/**
 * Appending: takes events, gives them indexes, entries, leaves and the next root, all in the
 * caller's transaction. Refuses an entry of 64 KiB and a head that contradicts itself.
 */
package dev.migrationledger.store.append;
