/**
 * Follows the log as it grows: hears of every append, gives the events to the read models'
 * processor, and sends those of a run to whoever watches it.
 */
package dev.migrationledger.api.live;
