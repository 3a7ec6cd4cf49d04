/**
 * How a script reaches the server: read from its file piece by piece, its statements and ours
 * around them in one round trip, and what the server says when one of them fails.
 */
package dev.migrationledger.runner.execute.wire;
