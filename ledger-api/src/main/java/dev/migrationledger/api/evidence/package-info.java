/**
 * The evidence over HTTP: takes nothing, gives what a verification of the whole log found, or says
 * that it goes on.
 */
package dev.migrationledger.api.evidence;
