/**
 * Databases to try scripts in: takes a server, or starts an embedded one, and gives new and empty
 * databases on it that are removed with all that was made in them. What a killed process left on a
 * server is removed by the next one. The entry is {@link
 * dev.migrationledger.runner.scratch.ScratchServer}.
 */
package dev.migrationledger.runner.scratch;
