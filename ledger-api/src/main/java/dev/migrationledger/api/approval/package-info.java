/**
 * What people decide about a migration without a folder of scripts: they approve the bytes they
 * looked at, and review broken glass. Records what the same command of the command line records, in
 * the name of whoever is logged in; a decision that is sent twice is recorded once.
 */
package dev.migrationledger.api.approval;
