/**
 * What can be wrong with a target and its ledger, and the ways out: values only. A failure state
 * has a code of the catalogue, a subject, evidence, and one or more ways out to choose from.
 */
package dev.migrationledger.runner.recovery.state;
