/** The evidence over HTTP: takes nothing, gives what a verification of the whole log found. */
package dev.migrationledger.api.evidence;
