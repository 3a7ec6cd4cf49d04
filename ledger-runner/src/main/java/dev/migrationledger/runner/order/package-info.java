/**
 * Finds out which migration of a folder needs which. Takes a folder, gives the graph of its
 * migrations with everything that is wrong with their text or their order; refuses nothing itself.
 */
package dev.migrationledger.runner.order;
