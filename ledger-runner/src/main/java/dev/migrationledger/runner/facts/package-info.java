/**
 * What is recorded of a script with its discovery. Takes scripts whose trees were read; gives the
 * objects they create and name, and the dependencies derived from them, cut to what an event may
 * hold. Names only, never a value. Refuses nothing: what was not read is told as unread.
 */
package dev.migrationledger.runner.facts;
