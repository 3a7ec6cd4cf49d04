/**
 * What migrations do to a server, seen and not said: takes a folder's migrations in their order,
 * replays them on a fresh database, and gives the locks, rewrites and objects of each statement
 * beside what the lint rules claim. It stops at the first statement that fails and refuses nothing.
 * The entry is {@link dev.migrationledger.runner.trace.Replay#run}.
 */
package dev.migrationledger.runner.trace;
