/**
 * Whether read models say what the events say: replays the log beside them, compares row by row,
 * and can put the replayed tables in their place. Streaming and linear; memory does not grow.
 */
package dev.migrationledger.query.replay;
